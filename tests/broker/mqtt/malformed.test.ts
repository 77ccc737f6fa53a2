import { connect } from 'node:net'
import { generate, type Packet } from 'mqtt-packet'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startBroker, type TestBroker } from '../../support/broker.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

const hello = generate(connectPacket('raw'))
const invalidUtf8 = Buffer.from([0x61, 0xc3, 0x28])
const surrogate = Buffer.from([0xed, 0xa0, 0x80])

/** A string field as MQTT has it. */
function field(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

function packet(header: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([header, body.length]), body])
}

const subscribeTo = (filter: Buffer) => packet(0x82, Buffer.from([0, 1]), field(filter), Buffer.from([0]))
const publishTo = (topic: Buffer) => packet(0x30, field(topic), Buffer.from('x'))
const connectAs = (id: Buffer) => packet(0x10, field(Buffer.from('MQTT')), Buffer.from([4, 2, 0, 0]), field(id))

test.each([
  ['a topic that is not UTF-8', publishTo(invalidUtf8)],
  ['a topic with a surrogate', publishTo(surrogate)],
  ['a topic with U+0000', publishTo(Buffer.from('a\0b'))],
  ['an empty topic', publishTo(Buffer.alloc(0))],
  ['a topic with +', publishTo(Buffer.from('a/+'))],
  ['a topic with #', publishTo(Buffer.from('a/#'))],
  ['a filter that is not UTF-8', subscribeTo(invalidUtf8)],
  ['a filter with U+0000', subscribeTo(Buffer.from('\0'))],
  ['the filter a#', subscribeTo(Buffer.from('a#'))],
  ['the filter a+', subscribeTo(Buffer.from('a+'))],
  ['the filter a/#/b', subscribeTo(Buffer.from('a/#/b'))],
  ['an empty filter', subscribeTo(Buffer.alloc(0))],
  ['a repetition with QoS 0', packet(0x38, field(Buffer.from('a')), Buffer.from('x'))],
  ['a second CONNECT', hello],
])('%s closes that connection alone', async (_what, bytes) => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.socket.write(hello)
  await client.next('connack')
  client.socket.write(bytes)
  await client.closed
  expect(client.packets).toHaveLength(1)
  await broker.connect()
})

test('half a packet and then the end closes that connection alone', async () => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.socket.end(Buffer.concat([hello, Buffer.from([0x30, 0x20, 0, 1])]))
  await client.closed
  await broker.connect()
})

test.each([
  ['is not UTF-8', invalidUtf8],
  ['holds U+0000', Buffer.from('a\0')],
])('a client id that %s is not connected', async (_what, id) => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.socket.write(connectAs(id))
  await client.closed
  expect(client.packets).toEqual([])
})

test('U+FFFD in a topic is a character like any other', async () => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.send(connectPacket('raw'), subscribePacket({ 'a\uFFFD': 0 }), publishPacket('a\uFFFD', 'x'))
  expect(await client.next('publish')).toMatchObject({ topic: 'a\uFFFD' })
})

test('a topic of more than 256 bytes goes nowhere, is told, and costs nobody the connection', async () => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.send(connectPacket('raw'), publishPacket('x'.repeat(257), 'x', { qos: 1, messageId: 5 }))
  expect(await client.next('puback')).toMatchObject({ messageId: 5 })
  expect(broker.traffic.refused).toBe(1)
  expect(broker.refused).toEqual(['x'.repeat(256)])
})

/** Bytes that look like packets: a fixed seed keeps the run the same. */
function* garbage(count: number): Generator<Buffer> {
  let seed = 42
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return seed % below
  }
  const samples = [
    connectPacket('x', { protocolVersion: 5, properties: { userProperties: { a: 'b' }, receiveMaximum: 3 } }),
    subscribePacket({ 'a/b': 1, '#': 2 }, { properties: { subscriptionIdentifier: 9 } }),
    publishPacket('a/b', 'payload', { qos: 2, messageId: 3, properties: { contentType: 't', topicAlias: 1 } }),
    { cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a/b'] } as Packet,
    { cmd: 'pubrel', messageId: 3, reasonCode: 0 } as Packet,
  ]
  for (let index = 0; index < count; index++) {
    const sample = samples[index % samples.length]
    if (sample === undefined) return
    const bytes = Buffer.from(generate(sample, { protocolVersion: 5 }))
    for (let change = 0; change <= index % 4; change++) bytes[random(bytes.length)] = random(256)
    yield bytes
  }
}

test('no garbage ends the hub', async () => {
  const broker = await startBroker()
  const hello5 = generate(connectPacket('fuzz', { protocolVersion: 5 }), { protocolVersion: 5 })
  for (const bytes of garbage(600)) {
    const socket = connect(broker.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.end(Buffer.concat([hello5, bytes]))
    await closed
  }
  await broker.connect()
})

async function openSocket(broker: TestBroker, query = ''): Promise<{ socket: WebSocket; frames: Buffer[] }> {
  const socket = new WebSocket(broker.wsUrl + query, 'mqtt')
  onTestFinished(() => socket.terminate())
  await new Promise((resolve) => socket.once('open', resolve))
  const frames: Buffer[] = []
  socket.on('message', (data: Buffer) => frames.push(data))
  return { socket, frames }
}

test('one packet may come in many frames and in fragments of a frame', async () => {
  const broker = await startBroker()
  const { socket, frames } = await openSocket(broker)
  const bytes = Buffer.concat([hello, generate(subscribePacket({ a: 0 })), generate(publishPacket('a', 'hey'))])
  for (let at = 0; at < bytes.length; at += 3) {
    socket.send(bytes.subarray(at, at + 2), { fin: false })
    socket.send(bytes.subarray(at + 2, at + 3), { fin: true })
  }
  await expect.poll(() => Buffer.concat(frames).includes('hey')).toBe(true)
})

test.each([
  ['', 1, 'one frame'],
  ['?frames=single', 30, 'one frame each for clients that ask for it'],
])('what is published in one turn leaves in %s', async (query, count, _how) => {
  const broker = await startBroker()
  const { socket, frames } = await openSocket(broker, query)
  socket.send(Buffer.concat([hello, generate(subscribePacket({ a: 0 }))]))
  await expect.poll(() => Buffer.concat(frames).length).toBe(9)
  frames.length = 0
  const sender = await connectRaw(broker.port)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  const published = Array.from({ length: 30 }, (_, index) => publishPacket('a', String(index)))
  sender.send(...published)
  const expected = Buffer.concat(published.map((one) => generate(one)))
  await expect.poll(() => Buffer.concat(frames)).toEqual(expected)
  expect(frames).toHaveLength(count)
})

test('a packet over the limit is not waited for', async () => {
  const broker = await startBroker()
  const { socket } = await openSocket(broker)
  socket.send(hello)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.send(Buffer.from([0x30, 0xff, 0xff, 0x7f, 0, 1, 0x61]))
  await closed
})

test('the state that a Mosquitto bridge announces is taken as a message and as a will', async () => {
  const broker = await startBroker()
  const topic = '$SYS/broker/connection/home/state'
  const client = await connectRaw(broker.port)
  const will = { topic, payload: Buffer.from('0'), qos: 1, retain: true }
  client.send(connectPacket('home', { will }), publishPacket(topic, '1', { qos: 1, retain: true, messageId: 1 }))
  await client.next('puback')
  client.socket.destroy()
  await client.closed
  await broker.connect()
})
