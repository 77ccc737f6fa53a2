import { setTimeout as sleep } from 'node:timers/promises'
import type { IClientOptions } from 'mqtt'
import type { IPublishPacket, Packet } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { startBroker, type TestBroker } from '../../support/broker.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

const version5 = (broker: TestBroker, options: IClientOptions = {}) =>
  broker.connect({ protocolVersion: 5, ...options })

async function connectRaw5(broker: TestBroker, clientId: string, options: object = {}) {
  const client = await connectRaw(broker.port, 5)
  client.send(connectPacket(clientId, { protocolVersion: 5, ...options }))
  return { client, connack: await client.next('connack') }
}

function messages(packets: Packet[]): IPublishPacket[] {
  return packets.filter((packet) => packet.cmd === 'publish')
}

test('MQTT 3.1, 3.1.1 and 5 read one another, each in its own form', async () => {
  const broker = await startBroker()
  const readers = await Promise.all(
    ([3, 4, 5] as const).map(async (protocolVersion) => {
      const reader = await connectRaw(broker.port, protocolVersion)
      const protocolId = protocolVersion === 3 ? 'MQIsdp' : 'MQTT'
      reader.send(connectPacket(`v${protocolVersion}`, { protocolVersion, protocolId }), subscribePacket({ a: 1 }))
      await reader.next('suback')
      return reader
    }),
  )
  const sender = await version5(broker)
  const properties = { userProperties: { from: 'me' }, responseTopic: 'b', correlationData: Buffer.from('7') }
  await sender.publishAsync('a', 'x', { qos: 1, properties: { ...properties, contentType: 'text/plain' } })
  const received = await Promise.all(readers.map((reader) => reader.next('publish')))
  expect(received).toMatchObject([{ payload: Buffer.from('x') }, { payload: Buffer.from('x') }, { qos: 1 }])
  expect(received[2]).toMatchObject({ properties: { responseTopic: 'b', contentType: 'text/plain' } })
  expect(received[0]).not.toHaveProperty('properties')
})

test('a message carries the identifiers of all subscriptions that match', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'reader')
  client.send(subscribePacket({ 'a/#': 1 }, { properties: { subscriptionIdentifier: 3 } }))
  client.send(subscribePacket({ 'a/b': 0 }, { messageId: 2, properties: { subscriptionIdentifier: 9 } }))
  await client.next('suback')
  await client.next('suback')
  const sender = await version5(broker)
  await sender.publishAsync('a/b', 'x', { qos: 1 })
  const received = await client.next('publish')
  const identifiers =
    'properties' in received ? (received as IPublishPacket).properties?.subscriptionIdentifier : undefined
  expect([identifiers].flat().sort()).toEqual([3, 9])
})

test('no-local keeps a client from its own messages, retain-as-published keeps the flag', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'reader')
  const options = { qos: 0 as const, rh: 0 }
  const subscriptions = [
    { topic: 'own', nl: true, rap: false, ...options },
    { topic: 'kept', nl: false, rap: true, ...options },
    { topic: 'plain', nl: false, rap: false, ...options },
  ]
  client.send({ cmd: 'subscribe', messageId: 1, subscriptions }, publishPacket('own', 'mine'))
  await client.next('suback')
  const sender = await version5(broker)
  await sender.publishAsync('own', 'other', { qos: 1 })
  await sender.publishAsync('kept', 'x', { qos: 1, retain: true })
  await sender.publishAsync('plain', 'x', { qos: 1, retain: true })
  await expect
    .poll(() => messages(client.packets).map(({ topic, payload, retain }) => [topic, String(payload), retain]))
    .toEqual([
      ['own', 'other', false],
      ['kept', 'x', true],
      ['plain', 'x', false],
    ])
})

test('retain handling says whether a subscription brings retained messages', async () => {
  const broker = await startBroker()
  const sender = await version5(broker)
  await sender.publishAsync('kept', 'x', { qos: 1, retain: true })
  const { client } = await connectRaw5(broker, 'reader')
  const subscribe = async (rh: number) => {
    client.send({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: 'kept', qos: 0, nl: false, rap: false, rh }],
    })
    await client.next('suback')
    await sleep(30)
    return messages(client.packets).length
  }
  expect([await subscribe(2), await subscribe(1), await subscribe(0)]).toEqual([0, 0, 1])
})

test('a message tells the lifetime that is left and does not come when it is over', async () => {
  const broker = await startBroker()
  const kept = { clean: false, properties: { sessionExpiryInterval: 60 } }
  const first = await connectRaw5(broker, 'board', kept)
  first.client.send(subscribePacket({ a: 1 }))
  await first.client.next('suback')
  first.client.socket.destroy()
  await first.client.closed
  const sender = await version5(broker)
  await sender.publishAsync('a', 'short', { qos: 1, properties: { messageExpiryInterval: 1 } })
  await sender.publishAsync('a', 'long', { qos: 1, properties: { messageExpiryInterval: 100 } })
  await sleep(1100)
  const second = await connectRaw5(broker, 'board', kept)
  const received = await second.client.next('publish')
  expect(received).toMatchObject({ payload: Buffer.from('long') })
  const left = 'properties' in received ? (received as IPublishPacket).properties?.messageExpiryInterval : undefined
  expect(left).toBeGreaterThan(90)
  expect(left).toBeLessThan(100)
})

test('a topic alias stands for its topic; one that is not known closes the connection with a reason', async () => {
  const broker = await startBroker()
  const reader = await broker.connect()
  const topics: string[] = []
  reader.on('message', (topic) => topics.push(topic))
  await reader.subscribeAsync('#')
  const { client, connack } = await connectRaw5(broker, 'sender')
  expect(connack).toMatchObject({ properties: { topicAliasMaximum: 16 } })
  client.send(publishPacket('long/name', '1', { properties: { topicAlias: 1 } }))
  client.send(publishPacket('', '2', { properties: { topicAlias: 1 } }))
  await expect.poll(() => topics).toEqual(['long/name', 'long/name'])
  client.send(publishPacket('', '2', { properties: { topicAlias: 2 } }))
  expect(await client.next('disconnect')).toMatchObject({ reasonCode: 0x94 })
})

test('a client gets no more unacknowledged messages than its Receive Maximum', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'reader', { properties: { receiveMaximum: 3 } })
  client.send(subscribePacket({ a: 2 }))
  await client.next('suback')
  const sender = await version5(broker)
  for (let index = 0; index < 8; index++)
    await sender.publishAsync('a', String(index), { qos: index % 2 === 0 ? 1 : 2 })
  await sleep(50)
  expect(messages(client.packets)).toHaveLength(3)
  for (let seen = 0; seen < 8; seen++) {
    const { messageId = 0, qos } = (await client.next('publish')) as IPublishPacket
    client.send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, reasonCode: 0 })
    if (qos === 2) {
      await client.next('pubrel')
      client.send({ cmd: 'pubcomp', messageId, reasonCode: 0 })
    }
  }
  expect(messages(client.packets).map(({ payload }) => Number(payload))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('a message over the maximum packet size of a client is not sent to it, others are', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'reader', { properties: { maximumPacketSize: 100 } })
  client.send(subscribePacket({ a: 1 }))
  await client.next('suback')
  const sender = await version5(broker)
  await sender.publishAsync('a', 'x'.repeat(200), { qos: 1 })
  await sender.publishAsync('a', 'short', { qos: 1 })
  expect(await client.next('publish')).toMatchObject({ payload: Buffer.from('short') })
  expect(broker.traffic.dropped.tooLarge).toBe(1)
})

test('the hub imposes its keep alive and its limit of session expiry', async () => {
  const broker = await startBroker()
  const { connack } = await connectRaw5(broker, 'reader', {
    keepalive: 0,
    properties: { sessionExpiryInterval: 0xffffffff },
  })
  expect(connack).toMatchObject({
    properties: { serverKeepAlive: 1200, sessionExpiryInterval: 604_800, receiveMaximum: 100 },
  })
})

test('shared subscriptions and enhanced authentication are refused with their reason', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'reader')
  client.send(subscribePacket({ '$share/g/a': 1 }))
  expect(await client.next('suback')).toMatchObject({ granted: [0x9e] })
  const { connack } = await connectRaw5(broker, 'other', { properties: { authenticationMethod: 'SCRAM' } })
  expect(connack).toMatchObject({ reasonCode: 0x8c })
})

test('the delay of a will stays out of the message', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'watcher')
  client.send(subscribePacket({ w: 1 }))
  await client.next('suback')
  const properties = { willDelayInterval: 1, contentType: 't' }
  const will = { topic: 'w', payload: Buffer.from('gone'), qos: 1, retain: false, properties }
  const board = await connectRaw5(broker, 'board', { will, properties: { sessionExpiryInterval: 5 } })
  board.client.socket.destroy()
  expect(await client.next('publish')).toMatchObject({ topic: 'w', properties: { contentType: 't' } })
  const [message] = messages(client.packets)
  expect(message?.properties).not.toHaveProperty('willDelayInterval')
})

test('a QoS 2 message that comes again over a new connection is passed on once', async () => {
  const broker = await startBroker()
  const reader = await broker.connect()
  const received: string[] = []
  reader.on('message', (_topic, payload) => received.push(String(payload)))
  await reader.subscribeAsync('a')
  const kept = { clean: false, properties: { sessionExpiryInterval: 60 } }
  const message = { qos: 2, messageId: 5 }
  const first = await connectRaw5(broker, 'sender', kept)
  first.client.send(publishPacket('a', 'once', message))
  await first.client.next('pubrec')
  first.client.socket.destroy()
  await first.client.closed
  const second = await connectRaw5(broker, 'sender', kept)
  second.client.send(publishPacket('a', 'once', { ...message, dup: true }), publishPacket('a', 'then'))
  await second.client.next('pubrec')
  second.client.send({ cmd: 'pubrel', messageId: 5, reasonCode: 0 })
  await second.client.next('pubcomp')
  await expect.poll(() => received).toEqual(['once', 'then'])
})

/** A PUBLISH with QoS 0 to `a` whose properties are these bytes. */
function publishWith(...properties: number[]): Buffer {
  const body = [0, 1, 0x61, properties.length, ...properties, 0x78]
  return Buffer.from([0x30, body.length, ...body])
}

const userProperty = (name: string, value: string) =>
  [0x26, 0, name.length, ...Buffer.from(name), 0, value.length, ...Buffer.from(value)] as number[]

test.each(['at once', 'in two pieces'])(
  'User Properties keep their order, names that come twice and numbers too: %s',
  async (how) => {
    const broker = await startBroker()
    const { client } = await connectRaw5(broker, 'reader')
    const properties = [
      ...userProperty('b', '1'),
      ...userProperty('7', ''),
      ...userProperty('b', ''),
      ...userProperty('1', '2'),
    ]
    client.send(subscribePacket({ a: 0 }))
    await client.next('suback')
    const received: Buffer[] = []
    client.socket.on('data', (bytes) => received.push(bytes))
    const sent = publishWith(...properties)
    const middle = how === 'at once' ? 0 : 12
    client.socket.write(sent.subarray(0, middle))
    await sleep(20)
    client.socket.write(sent.subarray(middle))
    await expect.poll(() => Buffer.concat(received)).toEqual(sent)
  },
)

test.each([
  ['two content types', [0x03, 0, 1, 0x61, 0x03, 0, 1, 0x61], 0x82],
  ['two lifetimes of 0 seconds', [0x02, 0, 0, 0, 0, 0x02, 0, 0, 0, 0], 0x82],
  ['a subscription identifier', [0x0b, 1], 0x82],
  ['a property of CONNECT', [0x11, 0, 0, 0, 1], 0x82],
  ['a property that does not exist', [0x7f, 1], 0x81],
  ['a payload format that does not exist', [0x01, 2], 0x82],
  ['a string that is not UTF-8', [0x03, 0, 1, 0xff], 0x81],
  ['a user property with U+0000', userProperty('a\0', 'x'), 0x81],
  ['a property that is cut off', [0x02, 0, 0], 0x81],
])('a PUBLISH with %s is told why and closed', async (_what, properties, reasonCode) => {
  const broker = await startBroker()
  for (const middle of [0, 6]) {
    const { client } = await connectRaw5(broker, 'sender')
    const bytes = publishWith(...properties)
    client.socket.write(bytes.subarray(0, middle))
    await sleep(10)
    client.socket.write(bytes.subarray(middle))
    expect(await client.next('disconnect')).toMatchObject({ reasonCode })
    await client.closed
  }
})

test('a CONNECT that says one thing twice is told so and closed', async () => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port, 5)
  const properties = [0x11, 0, 0, 0, 5, 0x11, 0, 0, 0, 6]
  const body = [0, 4, ...Buffer.from('MQTT'), 5, 2, 0, 0, properties.length, ...properties, 0, 1, 0x61]
  client.socket.write(Buffer.from([0x10, body.length, ...body]))
  await client.closed
  expect(client.packets).toMatchObject([{ cmd: 'connack', reasonCode: 0x82 }])
})

test('a session goes on for a last connection that does not keep it, and its queue comes', async () => {
  const broker = await startBroker()
  const kept = { clean: false, properties: { sessionExpiryInterval: 60 } }
  const first = await connectRaw5(broker, 'board', kept)
  first.client.send(subscribePacket({ a: 1 }))
  await first.client.next('suback')
  first.client.socket.destroy()
  await first.client.closed
  const sender = await broker.connect()
  await sender.publishAsync('a', 'waited', { qos: 1 })
  const last = await connectRaw5(broker, 'board', { clean: false })
  expect(last.connack).toMatchObject({ sessionPresent: true })
  expect(await last.client.next('publish')).toMatchObject({ payload: Buffer.from('waited') })
  last.client.send({ cmd: 'disconnect' })
  await last.client.closed
  const next = await connectRaw5(broker, 'board', kept)
  expect(next.connack).toMatchObject({ sessionPresent: false })
})

test('a client that is disconnected reads why, also when it has sent more than was read', async () => {
  const broker = await startBroker()
  const { client } = await connectRaw5(broker, 'flood')
  client.send({ cmd: 'pingresp' })
  client.socket.write(Buffer.alloc(200_000))
  expect(await client.next('disconnect')).toMatchObject({ reasonCode: 0x82 })
  await client.closed
})
