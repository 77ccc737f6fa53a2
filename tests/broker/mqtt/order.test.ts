import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Store } from '../../../broker/mqtt/aedes-internals.ts'
import { memoryStore, startBroker, type TestBroker } from '../../support/broker.ts'
import { acknowledgeAll, connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

const randomlySlow = () => memoryStore(() => sleep(Math.random() * 4))

/** The numbers that arrive, by topic, as they arrive; the filters overlap on purpose. */
async function follow(
  broker: TestBroker,
  clientId: string,
  options: { protocolVersion?: 4 | 5; clean?: boolean } = {},
) {
  const received = new Map<string, number[]>()
  const client = await connectRaw(broker.port, options.protocolVersion ?? 4)
  client.onPacket((packet) => {
    acknowledgeAll(client, packet)
    if (packet.cmd !== 'publish') return
    const numbers = received.get(packet.topic) ?? []
    received.set(packet.topic, numbers)
    numbers.push(Number(packet.payload))
  })
  client.send(connectPacket(clientId, options), subscribePacket({ '#': 2, 'a/+': 1, 'a/0': 0 }))
  await client.next('suback')
  return received
}

/** One publisher, its packets in one write, QoS and retain flag mixed. */
async function publishMixed(broker: TestBroker, topic: string, count: number) {
  const raw = await connectRaw(broker.port)
  raw.send(connectPacket(`publisher of ${topic}`))
  await raw.next('connack')
  const packets = Array.from({ length: count }, (_, index) => {
    const qos = index % 3
    return publishPacket(topic, String(index), {
      qos,
      retain: index % 5 === 0,
      messageId: qos === 0 ? undefined : index + 1,
    })
  })
  // Receive Maximum bounds the QoS 2 messages under way.
  for (let at = 0; at < count; at += 200) {
    raw.send(...packets.slice(at, at + 200))
    const ids = packets
      .slice(at, at + 200)
      .flatMap((packet) => ('qos' in packet && packet.qos === 2 ? [packet.messageId] : []))
    for (const messageId of ids) {
      await raw.next('pubrec')
      raw.send({ cmd: 'pubrel', messageId: messageId ?? 0 })
    }
  }
}

test.each([
  ['a store in memory', () => memoryStore()],
  ['a store that is slow at random', randomlySlow],
])('nothing is lost, doubled or reordered for any mix of QoS and retain flag with %s', async (_what, createStore) => {
  const broker = await startBroker({ store: createStore() })
  const ofAll = await Promise.all([
    follow(broker, 'clean'),
    follow(broker, 'modern', { protocolVersion: 5 }),
    follow(broker, 'kept', { clean: false }),
  ])
  const count = 600
  const topics = ['a/0', 'a/1', 'b']
  await Promise.all(topics.map((topic) => publishMixed(broker, topic, count)))
  const expected = Array.from({ length: count }, (_, index) => index)
  for (const received of ofAll) {
    for (const topic of topics) {
      await expect.poll(() => received.get(topic)?.length, { timeout: 15_000 }).toBe(count)
      expect(received.get(topic)).toEqual(expected)
    }
  }
})

test('what a kept session missed comes before what is published while it connects', async () => {
  const broker = await startBroker({ store: randomlySlow() })
  const first = await broker.connect({ clientId: 'board', clean: false })
  await first.subscribeAsync('a', { qos: 1 })
  await first.endAsync(true)
  const sender = await broker.connect()
  for (let index = 0; index < 100; index++) await sender.publishAsync('a', String(index), { qos: 1 })
  const received: number[] = []
  const connecting = broker.connect({ clientId: 'board', clean: false }).then((client) => {
    client.on('message', (_topic, payload) => received.push(Number(payload)))
  })
  for (let index = 100; index < 200; index++) await sender.publishAsync('a', String(index), { qos: 1 })
  await connecting
  await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(100)
  await expect.poll(() => received.at(-1), { timeout: 15_000 }).toBe(199)
  expect(received).toEqual([...received].sort((one, other) => one - other))
  expect(new Set(received).size).toBe(received.length)
})

test('a QoS 0 message does not overtake the QoS 1 message before it in the same write', async () => {
  const broker = await startBroker()
  const received: string[] = []
  const reader = await broker.connect()
  reader.on('message', (_topic, payload) => received.push(String(payload)))
  await reader.subscribeAsync('a', { qos: 0 })
  const raw = await connectRaw(broker.port)
  raw.send(connectPacket('raw'))
  await raw.next('connack')
  raw.send(
    publishPacket('a', 'first', { qos: 1, messageId: 1 }),
    publishPacket('a', 'second'),
    publishPacket('a', 'third', { qos: 2, messageId: 2 }),
    publishPacket('a', 'fourth'),
  )
  await expect.poll(() => received.length).toBe(4)
  expect(received).toEqual(['first', 'second', 'third', 'fourth'])
})

/** Reads what is retained, and hands it out later. */
function lateRetained(): Store {
  const store = memoryStore()
  const read = store.createRetainedStreamCombi.bind(store)
  async function* late(filters: string[]) {
    const packets: unknown[] = await read(filters).toArray()
    await sleep(50)
    yield* packets
  }
  return Object.assign(store, { createRetainedStreamCombi: (filters: string[]) => Readable.from(late(filters)) })
}

test('a retained message does not come after what has replaced it', async () => {
  const broker = await startBroker({ store: lateRetained() })
  const sender = await connectRaw(broker.port)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  const topics = Array.from({ length: 300 }, (_, index) => `state/${index}`)
  sender.send(...topics.map((topic) => publishPacket(topic, 'old', { retain: true })))
  const reader = await connectRaw(broker.port)
  const last = new Map<string, string>()
  reader.onPacket((packet) => {
    if (packet.cmd === 'publish') last.set(packet.topic, String(packet.payload))
  })
  reader.send(connectPacket('reader'))
  await reader.next('connack')
  reader.send(subscribePacket({ 'state/#': 0 }))
  await reader.next('suback')
  sender.send(...topics.map((topic) => publishPacket(topic, 'new', { retain: true })))
  await expect.poll(() => last.size).toBe(300)
  await sleep(100)
  expect([...last.values()].every((value) => value === 'new')).toBe(true)
})
