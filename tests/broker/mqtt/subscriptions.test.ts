import type { IPublishPacket } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { startBroker } from '../../support/broker.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

test.each([
  ['one wildcard', { 'a/#': 1 }, 1],
  ['overlapping filters', { 'a/#': 0, 'a/+': 1 }, 1],
  ['an exact filter below a wildcard', { 'a/b': 2, '#': 0 }, 2],
  ['a lower exact filter', { 'a/b': 0, 'a/#': 1 }, 1],
  ['QoS 0', { '#': 0 }, 0],
] as const)('a message comes once and with the highest QoS granted: %s', async (_what, filters, qos) => {
  const broker = await startBroker()
  const reader = await connectRaw(broker.port)
  reader.send(connectPacket('reader'), subscribePacket(filters))
  await reader.next('suback')
  const sender = await broker.connect()
  await sender.publishAsync('a/b', 'x', { qos: 2 })
  await sender.publishAsync('a/end', 'x', { qos: 0 })
  await expect.poll(() => reader.packets.length).toBeGreaterThan(2)
  const messages = reader.packets.filter((packet) => packet.cmd === 'publish' && packet.topic === 'a/b')
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ qos, retain: false })
})

test('a retained message comes with the QoS granted to a wildcard', async () => {
  const broker = await startBroker()
  const sender = await broker.connect()
  await sender.publishAsync('r/1', 'kept', { qos: 2, retain: true })
  const reader = await connectRaw(broker.port)
  reader.send(connectPacket('reader'), subscribePacket({ 'r/+': 0 }))
  expect(await reader.next('publish')).toMatchObject({ qos: 0, retain: true })
})

test('topics that begin with $ are not matched by a leading wildcard', async () => {
  const broker = await startBroker()
  const reader = await broker.connect()
  const topics: string[] = []
  reader.on('message', (topic) => topics.push(topic))
  await reader.subscribeAsync(['#', '+/x', '$own/#'], { qos: 1 })
  const sender = await broker.connect()
  await sender.publishAsync('$other/x', '1', { qos: 1 })
  await sender.publishAsync('$own/x', '1', { qos: 1 })
  await sender.publishAsync('/', '1', { qos: 1 })
  await sender.publishAsync('own/x', '1', { qos: 1 })
  await expect.poll(() => topics).toEqual(['$own/x', '/', 'own/x'])
})

test('a filter that is denied in a SUBSCRIBE of a kept session is not stored with the allowed ones', async () => {
  const broker = await startBroker()
  const allowed = Array.from({ length: 100 }, (_, index) => [`f/${index}`, 1 as const])
  const first = await connectRaw(broker.port)
  first.send(connectPacket('board', { clean: false }))
  first.send(subscribePacket({ ...Object.fromEntries(allowed), secret: 1 }))
  const suback = await first.next('suback')
  expect('granted' in suback && suback.granted.at(-1)).toBe(128)
  first.socket.destroy()
  await first.closed
  const sender = await broker.connect()
  await sender.publishAsync('secret', 'not for you', { qos: 1 })
  await sender.publishAsync('f/99', 'for you', { qos: 1 })
  const second = await connectRaw(broker.port)
  second.send(connectPacket('board', { clean: false }))
  expect(await second.next('publish')).toMatchObject({ topic: 'f/99' })
})

test.each(['__proto__', 'constructor', 'hasOwnProperty'])(
  '%s is a harmless name for a topic and a filter',
  async (name) => {
    const broker = await startBroker()
    const attacker = await connectRaw(broker.port, 5)
    attacker.send(connectPacket('attacker', { protocolVersion: 5 }), subscribePacket({ a: 1, [name]: 1 }))
    // As an own key: an object literal would set the prototype.
    const filters = [
      { topic: name, qos: 1 as const },
      { topic: 'b', qos: 1 as const },
    ]
    attacker.send({ cmd: 'subscribe', messageId: 2, subscriptions: filters }, publishPacket(name, 'x'))
    const other = await broker.connect({ protocolVersion: 5 })
    const granted = await other.subscribeAsync('a')
    const received = new Promise<IPublishPacket>((resolve) =>
      other.once('message', (_t, _p, packet) => resolve(packet)),
    )
    await other.publishAsync('a', 'still here', { qos: 1 })
    expect(String((await received).payload)).toBe('still here')
    expect(granted).toHaveLength(1)
  },
)

test('a client has at most 100 subscriptions', async () => {
  const broker = await startBroker()
  const reader = await connectRaw(broker.port)
  const filters = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f/${index}`, 0 as const]))
  reader.send(connectPacket('reader'), subscribePacket(filters))
  const suback = await reader.next('suback')
  expect('granted' in suback && suback.granted).toEqual([...Array.from({ length: 100 }, () => 0), 128])
})

test('a SUBACK answers each filter in its place, also numbers and one that comes twice', async () => {
  const broker = await startBroker()
  const reader = await connectRaw(broker.port)
  const filters = ['b', '2', 'x'.repeat(300), '1', 'b']
  const subscriptions = filters.map((topic, index) => ({ topic, qos: (index % 3) as 0 | 1 | 2 }))
  reader.send(connectPacket('reader'), { cmd: 'subscribe', messageId: 1, subscriptions })
  expect(await reader.next('suback')).toMatchObject({ granted: [0, 1, 128, 0, 1] })
  const sender = await broker.connect()
  await sender.publishAsync('b', 'x', { qos: 2 })
  expect(await reader.next('publish')).toMatchObject({ topic: 'b', qos: 1 })
})

test('a filter that comes twice in one SUBSCRIBE brings its retained message once', async () => {
  const broker = await startBroker()
  const sender = await broker.connect()
  await sender.publishAsync('b', 'kept', { qos: 1, retain: true })
  await sender.publishAsync('end', 'kept', { qos: 1, retain: true })
  const reader = await connectRaw(broker.port)
  const subscriptions = ['b', 'b', 'end'].map((topic) => ({ topic, qos: 0 as const }))
  reader.send(connectPacket('reader'), { cmd: 'subscribe', messageId: 1, subscriptions })
  await expect
    .poll(() => reader.packets.some((packet) => packet.cmd === 'publish' && packet.topic === 'end'))
    .toBe(true)
  expect(reader.packets.filter((packet) => packet.cmd === 'publish' && packet.topic === 'b')).toHaveLength(1)
})

test('a filter that begins with a wildcard does not bring what the hub says of itself, one that names it does', async () => {
  const broker = await startBroker()
  const sender = await broker.connect()
  for (const topic of ['marquee/status', 'home/status'])
    await sender.publishAsync(topic, 'online', { qos: 1, retain: true })
  const readers = await Promise.all(
    ['#', '+/status', 'marquee/#'].map(async (filter) => {
      const reader = await broker.connect()
      const topics: string[] = []
      reader.on('message', (topic) => topics.push(topic))
      await reader.subscribeAsync(filter, { qos: 1 })
      return topics
    }),
  )
  for (const topic of ['marquee/status', 'home/status', 'marquee/end'])
    await sender.publishAsync(topic, 'x', { qos: 1 })
  await expect.poll(() => readers[2]).toEqual(['marquee/status', 'marquee/status', 'marquee/end'])
  expect(readers.slice(0, 2)).toEqual([
    ['home/status', 'home/status'],
    ['home/status', 'home/status'],
  ])
})
