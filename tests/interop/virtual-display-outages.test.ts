import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startFrameProxy } from '../support/frame-proxy.ts'
import { freePort } from '../support/free-port.ts'
import { connectClient, startHub } from '../support/hub.ts'
import { runHub, type TestProcess, temporaryFolder } from '../support/process.ts'
import { messagesOf, runVirtualDisplay } from '../support/virtual-display.ts'

async function hubSettings() {
  const httpPort = await freePort()
  const env = {
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_DATA_DIR: await temporaryFolder(),
  }
  const shown = async (id: string, text: string) => {
    const url = `http://127.0.0.1:${httpPort}/api/displays/${id}/message?wait=shown&timeoutMs=20000`
    const report = (await (await fetch(url, { method: 'POST', body: text })).json()) as { counts?: { shown: number } }
    return report.counts?.shown
  }
  return { httpPort, env, shown }
}

async function startProcess(env: Record<string, string>): Promise<TestProcess> {
  const hub = runHub(env)
  await hub.prints(/Marquee is ready/)
  return hub
}

const times = (output: string, line: string) => output.split(`${line}\n`).length - 1
const slow = 120_000

test(
  'comes back to a hub that was killed and started again',
  async () => {
    const { httpPort, env, shown } = await hubSettings()
    const first = await startProcess(env)
    const display = runVirtualDisplay({ id: 'kitchen', port: httpPort })
    await display.prints(/link up/)
    first.child.kill('SIGKILL')
    await display.prints(/link lost/)
    await startProcess(env)
    await expect.poll(() => times(display.output(), 'link up'), { timeout: 60_000 }).toBe(2)
    expect(await shown('kitchen', 'back again')).toBe(1)
  },
  slow,
)

test(
  'notices a hub that is frozen by its keep alive, and comes back when the hub goes on',
  async () => {
    const { httpPort, env, shown } = await hubSettings()
    const hub = await startProcess(env)
    const display = runVirtualDisplay({ id: 'kitchen', port: httpPort })
    await display.prints(/link up/)
    hub.child.kill('SIGSTOP')
    await display.prints(/link lost/)
    hub.child.kill('SIGCONT')
    await expect.poll(() => times(display.output(), 'link up'), { timeout: 60_000 }).toBe(2)
    expect(await shown('kitchen', 'awake')).toBe(1)
  },
  slow,
)

test(
  'half a packet and then silence: the display gives the connection up, and nothing of the packet is shown',
  async () => {
    const hub = await startHub()
    const proxy = await startFrameProxy(() => hub.httpPort)
    const client = await connectClient(hub)
    const display = runVirtualDisplay({ id: 'kitchen', port: proxy.port, args: ['--messages'] })
    await display.prints(/link up/)
    // The rest of the retained state passes first, so that the cut falls into the message.
    await client.publishAsync('displays/kitchen/message', 'before')
    await display.prints(/message before/)
    proxy.freeze(20)
    await client.publishAsync('displays/kitchen/message', 'x'.repeat(500))
    await display.prints(/link lost/)
    await expect.poll(() => times(display.output(), 'link up'), { timeout: 60_000 }).toBe(2)
    await client.publishAsync('displays/kitchen/message', 'after')
    await display.prints(/message after/)
    // What was not acknowledged comes again as a whole or not at all.
    expect(messagesOf(display).filter((text) => text.startsWith('x') && text.length !== 500)).toEqual([])
  },
  slow,
)

test('100 displays come back after an outage, spread over time', async () => {
  const hub = await startHub()
  const proxy = await startFrameProxy(() => hub.httpPort)
  const count = 100
  const displays = Array.from({ length: count }, (_, index) =>
    runVirtualDisplay({ id: `wall-${index}`, port: proxy.port, small: true }),
  )
  await Promise.all(displays.map((display) => display.prints(/link up/)))

  const outageBegan = performance.now()
  proxy.takeDown()
  await Promise.all(displays.map((display) => display.prints(/link lost/)))
  // Until each has tried in vain at least once.
  await expect.poll(() => proxy.connects.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(3 * count)
  proxy.bringUp()
  const isBack = ({ output }: TestProcess) => times(output(), 'link up') === 2
  await expect.poll(() => displays.filter(isBack).length, { timeout: 90_000, interval: 100 }).toBe(count)

  // A storm would put all tries of one round into one moment: of each ten parts of a round no one may have most of them.
  const tries = proxy.connects.filter((at) => at > outageBegan).map((at) => at - outageBegan)
  const firstRound = tries.slice(0, count)
  const span = (firstRound.at(-1) ?? 0) - (firstRound[0] ?? 0)
  const parts = Array.from({ length: 10 }, () => 0)
  for (const at of firstRound) {
    const part = Math.min(9, Math.floor(((at - (firstRound[0] ?? 0)) / span) * 10))
    parts[part] = (parts[part] ?? 0) + 1
  }
  expect(Math.max(...parts)).toBeLessThan(count / 2)
  // Pauses grow, so few tries are wasted on an outage.
  expect(tries.length).toBeLessThan(count * 8)
}, 180_000)

test.each([401, 403])('a hub that answers %i is asked again only much later than one that is away', async (status) => {
  let requests = 0
  const server = createServer()
  server.on('upgrade', (_request, socket) => {
    requests++
    socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`)
  })
  const port = await listen(server)
  const display = runVirtualDisplay({ id: 'kitchen', port, args: ['--secret', 'mqd_wrong'] })
  await display.prints(new RegExp(`link lost websocket status ${status}`))
  await expectNoFurtherTry(() => requests)
})

test.each([4, 5])('credentials that CONNACK %i refuses are tried again only much later', async (code) => {
  let connects = 0
  let connectPacket = ''
  const server = createTcpServer((socket) => {
    connects++
    socket.on('error', () => undefined)
    socket.once('data', (chunk) => {
      connectPacket = chunk.toString('latin1')
      socket.end(Buffer.from([0x20, 2, 0, code]))
    })
  })
  const port = await listen(server)
  const display = runVirtualDisplay({ id: 'kitchen', port, args: ['--tcp', '--secret', 'mqd_wrong'] })
  await display.prints(new RegExp(`link lost CONNACK ${code}`))
  expect(connectPacket).toContain('kitchen')
  expect(connectPacket).toContain('mqd_wrong')
  await expectNoFurtherTry(() => connects)
})

test('a server that closes before it answers does not hold the display up', async () => {
  let connects = 0
  const server = createTcpServer((socket) => {
    connects++
    socket.on('error', () => undefined)
    socket.once('data', () => socket.destroy())
  })
  const port = await listen(server)
  const display = runVirtualDisplay({ id: 'kitchen', port, args: ['--tcp'] })
  await display.prints(/link lost/)
  await expect.poll(() => connects, { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
})

async function listen(server: ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A display without that floor has tried at least twice more by then: its first two pauses are 3 s together. */
async function expectNoFurtherTry(tries: () => number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5000))
  expect(tries()).toBe(1)
}
