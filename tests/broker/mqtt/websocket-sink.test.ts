import type { AddressInfo } from 'node:net'
import { generate } from 'mqtt-packet'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Batch } from '../../../broker/mqtt/connection/batch.ts'
import { webSocketSink } from '../../../broker/mqtt/connection/websocket-sink.ts'
import { WirePacket } from '../../../broker/mqtt/connection/wire-packet.ts'

const ping = generate({ cmd: 'pingresp' })

/** Both ends of a WebSocket, and what the far end has got. */
async function openPair(perMessageDeflate: boolean) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate })
  await new Promise((resolve) => server.once('listening', resolve))
  const accepted = new Promise<WebSocket>((resolve) => server.once('connection', resolve))
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { perMessageDeflate })
  onTestFinished(() => {
    far.terminate()
    server.close()
  })
  const frames: Buffer[] = []
  far.on('message', (data: Buffer) => frames.push(data))
  const near = await accepted
  await expect.poll(() => far.readyState).toBe(far.OPEN)
  return { near, frames }
}

test.each([
  ['in advance', false],
  ['by ws, where it compresses', true],
])('packets leave in one frame or in one each, framed %s', async (_how, deflate) => {
  const { near, frames } = await openPair(deflate)
  const packet = WirePacket.from([ping])
  const batch = new Batch().with(packet).with(packet).with(packet)
  const sink = webSocketSink(near, { onePacketPerFrame: false })
  expect(sink.isOpen).toBe(true)
  sink.write(batch)
  await expect.poll(() => frames).toEqual([Buffer.concat([ping, ping, ping])])
  webSocketSink(near, { onePacketPerFrame: true }).write(batch)
  await expect.poll(() => frames.slice(1)).toEqual([ping, ping, ping])
})

test.each([false, true])('who waits for room is told once when all has left (compressed: %s)', async (deflate) => {
  const { near, frames } = await openPair(deflate)
  const sink = webSocketSink(near, { onePacketPerFrame: false })
  const large = new Batch().with(WirePacket.from([Buffer.alloc(4_000_000, 1)]))
  let drained = 0
  sink.write(large)
  sink.onceDrained(() => drained++)
  expect(sink.unsentBytes).toBeGreaterThan(0)
  await expect.poll(() => drained).toBe(1)
  sink.write(large)
  await expect.poll(() => frames.length).toBe(2)
  expect(drained).toBe(1)
  expect(sink.unsentBytes).toBe(0)
})

test.each([false, true])('a sink is not open once its WebSocket closes (compressed: %s)', async (deflate) => {
  const { near } = await openPair(deflate)
  const sink = webSocketSink(near, { onePacketPerFrame: false })
  near.close()
  expect(sink.isOpen).toBe(false)
})
