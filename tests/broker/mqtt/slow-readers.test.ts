import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startBroker, type TestBroker } from '../../support/broker.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

async function freeze(broker: TestBroker, clientId: string, qos: 0 | 1) {
  const client = await connectRaw(broker.port)
  client.send(connectPacket(clientId), subscribePacket({ bulk: qos }))
  await client.next('suback')
  client.socket.pause()
  return client
}

test('ten frozen subscribers hold up nobody: another topic goes on without a gap', async () => {
  const broker = await startBroker()
  for (let index = 0; index < 10; index++) await freeze(broker, `frozen ${index}`, 0)
  const reader = await connectRaw(broker.port)
  let last = Date.now()
  let longestGap = 0
  let ticks = 0
  reader.onPacket(({ cmd }) => {
    if (cmd !== 'publish') return
    longestGap = Math.max(longestGap, Date.now() - last)
    last = Date.now()
    ticks++
  })
  reader.send(connectPacket('reader'), subscribePacket({ tick: 0 }))
  await reader.next('suback')
  const sender = await connectRaw(broker.port)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  const block = 'x'.repeat(50_000)
  last = Date.now()
  for (let index = 0; index < 150; index++) {
    sender.send(publishPacket('bulk', block), publishPacket('tick', String(index)))
    await sleep(5)
  }
  await expect.poll(() => ticks).toBe(150)
  expect(longestGap).toBeLessThan(500)
  expect(broker.traffic.dropped.slow).toBeGreaterThan(0)
  expect(broker.traffic.closedForSlowness).toBe(0)
})

test('a frozen subscriber with QoS 1 is closed at the limit of unsent bytes', async () => {
  const broker = await startBroker()
  await freeze(broker, 'frozen', 1)
  const sender = await broker.connect()
  for (let index = 0; index < 250; index++) await sender.publishAsync('bulk', 'x'.repeat(50_000), { qos: 1 })
  await expect.poll(() => broker.traffic.closedForSlowness).toBe(1)
  await expect.poll(() => broker.traffic.connections.tcp).toBe(0)
})

test('a subscriber that acknowledges nothing gets 1000 messages, the rest when it does', async () => {
  const broker = await startBroker()
  const lazy = await connectRaw(broker.port)
  lazy.send(connectPacket('lazy'), subscribePacket({ a: 1 }))
  await lazy.next('suback')
  const sender = await broker.connect()
  await Promise.all(Array.from({ length: 1200 }, (_, index) => sender.publishAsync('a', String(index), { qos: 1 })))
  const messages = () => lazy.packets.filter((packet) => packet.cmd === 'publish')
  await expect.poll(() => messages().length).toBe(1000)
  await sleep(50)
  expect(messages()).toHaveLength(1000)
  const ids = messages().map(({ messageId }) => messageId ?? 0)
  expect(new Set(ids).size).toBe(1000)
  lazy.send(...ids.map((messageId) => ({ cmd: 'puback' as const, messageId })))
  await expect.poll(() => messages().length).toBe(1200)
  expect(messages().map(({ payload }) => Number(payload))).toEqual(Array.from({ length: 1200 }, (_, index) => index))
})

test('a client that publishes too fast is read more slowly and loses nothing', async () => {
  const broker = await startBroker()
  const sender = await connectRaw(broker.port)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  const many = Array.from({ length: 1000 }, () => publishPacket('a', 'x'))
  const start = Date.now()
  for (let index = 0; index < 40; index++) sender.send(...many)
  await expect.poll(() => broker.traffic.received[0], { timeout: 10_000 }).toBe(40_000)
  expect(Date.now() - start).toBeGreaterThan(300)
})
