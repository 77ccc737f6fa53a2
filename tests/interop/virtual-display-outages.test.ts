import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startFrameProxy } from '../support/frame-proxy.ts'
import { startHub } from '../support/hub.ts'
import { prepareHubProcess } from '../support/hub-process.ts'
import type { TestProcess } from '../support/process.ts'
import { runVirtualDisplay, timesUp } from '../support/virtual-display.ts'

test('comes back to a hub that was killed and started again', async () => {
  const hub = await prepareHubProcess()
  const first = await hub.start()
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await display.prints(/link up/)
  first.child.kill('SIGKILL')
  await display.prints(/link lost/)
  await hub.start()
  await expect.poll(() => timesUp(display), { timeout: 60_000 }).toBe(2)
  expect(await hub.shownOn('kitchen', 'back again')).toBe(1)
}, 120_000)

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
  const isBack = (display: TestProcess) => timesUp(display) === 2
  await expect.poll(() => displays.filter(isBack).length, { timeout: 90_000, interval: 100 }).toBe(count)

  // A storm would put all tries into a few moments: of ten parts of the time no one may have half of them.
  const tries = proxy.connects.filter((at) => at > outageBegan)
  const [first = 0, last = 0] = [tries[0], tries.at(-1)]
  const parts = Array.from({ length: 10 }, () => 0)
  for (const at of tries) {
    const part = Math.min(9, Math.floor(((at - first) / (last - first)) * 10))
    parts[part] = (parts[part] ?? 0) + 1
  }
  expect(Math.max(...parts)).toBeLessThan(tries.length / 2)
  // Pauses grow, so few tries are wasted on an outage.
  expect(tries.length).toBeLessThan(count * 8)
}, 180_000)

test('a hub that refuses who they are is asked again only much later than one that is away', async () => {
  const tries = new Map<string, number>()
  const count = (reason: string) => tries.set(reason, (tries.get(reason) ?? 0) + 1)
  const secret = ['--secret', 'mqd_wrong']
  for (const status of [401, 403]) {
    const server = createServer()
    server.on('upgrade', (_request, socket) => {
      count(`websocket status ${status}`)
      socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`)
    })
    const display = runVirtualDisplay({ id: 'kitchen', port: await listen(server), args: secret })
    await display.prints(new RegExp(`link lost websocket status ${status}`))
  }
  for (const code of [4, 5]) {
    const server = createTcpServer((socket) => {
      count(`CONNACK ${code}`)
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(Buffer.from([0x20, 2, 0, code])))
    })
    const display = runVirtualDisplay({ id: 'kitchen', port: await listen(server), args: ['--tcp', ...secret] })
    await display.prints(new RegExp(`link lost CONNACK ${code}`))
  }
  // A display without that floor has tried at least twice more by then: its first two pauses are 3 s together.
  await new Promise((resolve) => setTimeout(resolve, 5000))
  expect(Object.fromEntries(tries)).toEqual({
    'websocket status 401': 1,
    'websocket status 403': 1,
    'CONNACK 4': 1,
    'CONNACK 5': 1,
  })
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
