import { createServer } from 'node:net'

/** Below the range from which the system takes ports for outgoing connections, and apart for each test worker. */
const first = 20_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 10) * 1000
// Another run on this machine begins elsewhere.
let next = process.pid

/** A port of the loopback address that nobody listens on, for programs that cannot be given port 0. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const port = first + (next++ % 1000)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
