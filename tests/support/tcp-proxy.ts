import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TcpProxy {
  readonly url: string
  /** Ends all connections. While the proxy is down, new ones are ended at once. */
  takeDown(): void
  bringUp(): void
}

/** Stands between a browser and a hub, so that one of several browsers can lose it. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let isDown = false
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
  }
  const server = createServer({ noDelay: true }, (browser) => {
    if (isDown) {
      browser.on('error', () => undefined)
      browser.destroy()
      return
    }
    const hub = connect({ port: target(), host: '127.0.0.1', noDelay: true })
    keep(browser, hub)
    keep(hub, browser)
    browser.pipe(hub).pipe(browser)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    endAll()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeDown() {
      isDown = true
      endAll()
    },
    bringUp() {
      isDown = false
    },
  }
}
