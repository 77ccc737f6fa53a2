import { request } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { connectAsync, type ErrorWithReasonCode } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { isLoopbackAddress, peerOfSocket } from '../../broker/access/peer.ts'
import { connectBoard } from '../support/board.ts'
import { collect, connectClient, startHub, type TestHub } from '../support/hub.ts'

const connectPacket = Buffer.from('101000044d5154540402003c000474657374', 'hex')

function upgrade(
  hub: TestHub,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(hub.httpUrl + path, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    })
    call.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, body: String(response.headers['sec-websocket-protocol']) })
    })
    call.on('response', (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    call.on('error', reject)
    call.end()
  })
}

test.each(['/mqtt', '/', '/mqtt?token=x'])('MQTT over WebSocket is served at %s', async (path) => {
  const hub = await startHub()
  expect(await upgrade(hub, path, { 'sec-websocket-protocol': 'mqtt' })).toEqual({ status: 101, body: 'mqtt' })
  expect(await upgrade(hub, path, { 'sec-websocket-protocol': 'foo, mqttv3.1' })).toEqual({
    status: 101,
    body: 'mqttv3.1',
  })
})

test.each([
  ['/elsewhere', { 'sec-websocket-protocol': 'mqtt' }, 404],
  ['/mqtt', {}, 400],
  ['/mqtt', { 'sec-websocket-protocol': 'foo' }, 400],
  ['/mqtt', { 'sec-websocket-protocol': 'mqtt', origin: 'https://evil.example' }, 403],
])('a WebSocket at %s with %o is refused with %i and a reason', async (path, headers, status) => {
  const hub = await startHub()
  const answer = await upgrade(hub, path, headers as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body).message).toMatch(/\w/)
})

test('a text frame closes the connection', async () => {
  const hub = await startHub()
  const socket = new WebSocket(hub.wsUrl, 'mqtt')
  await new Promise((resolve) => socket.once('open', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.send('hello')
  expect(await closed).toBe(1003)
})

test('a packet may arrive byte by byte, and several packets in one frame', async () => {
  const hub = await startHub()
  const socket = new WebSocket(hub.wsUrl, 'mqtt')
  onTestFinished(() => socket.terminate())
  await new Promise((resolve) => socket.once('open', resolve))
  const received: Buffer[] = []
  socket.on('message', (data: Buffer) => received.push(data))
  for (const byte of connectPacket) socket.send(Buffer.of(byte))
  const subscribe = Buffer.from('820a0001000578797a7a7900', 'hex')
  const publish = Buffer.from('300a000578797a7a79686579', 'hex')
  socket.send(Buffer.concat([subscribe, publish]))
  await expect.poll(() => Buffer.concat(received).includes('hey')).toBe(true)
})

test('what the broker writes at once leaves as one frame', async () => {
  const hub = await startHub()
  const socket = new WebSocket(hub.wsUrl, 'mqtt')
  onTestFinished(() => socket.terminate())
  await new Promise((resolve) => socket.once('open', resolve))
  const frames: Buffer[] = []
  socket.on('message', (data: Buffer) => frames.push(data))
  socket.send(connectPacket)
  await expect.poll(() => frames.length).toBe(1)
  expect(frames[0]?.toString('hex')).toBe('20020000')
})

test('garbage closes that connection alone', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  for (const bytes of ['ffffffffff', '10ff', '00000000', connectPacket.toString('hex').repeat(2)]) {
    const socket = connectTcp(hub.mqttPort, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.end(Buffer.from(bytes, 'hex'))
    socket.resume()
    await closed
  }
  const sender = await connectClient(hub)
  await sender.publishAsync('displays/kitchen/message', 'still here')
  expect(await board.next()).toBe('still here')
})

test('a packet over the limit closes the connection before it is all read', async () => {
  const hub = await startHub()
  const client = await connectClient(hub, { protocolVersion: 5 })
  const closed = new Promise((resolve) => client.once('close', () => resolve('closed')))
  client.publish('x', Buffer.alloc(200_000), { qos: 0 })
  expect(await closed).toBe('closed')
})

test.each(['__proto__', 'constructor', 'toString'])(
  'the client id %s is refused and the hub goes on',
  async (clientId) => {
    const hub = await startHub()
    await expect(connectAsync(hub.wsUrl, { clientId, reconnectPeriod: 0, connectTimeout: 5000 })).rejects.toThrow(
      /identifier|refused/i,
    )
    await connectClient(hub)
  },
)

test('MQTT 5 tells the publisher why a message was refused', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub, { protocolVersion: 5 })
  const error = await client
    .publishAsync('displays/kitchen/message', '{"txt":"x"}', { qos: 1 })
    .catch((reason: ErrorWithReasonCode) => reason)
  expect(error).toMatchObject({ code: 0x87 })
})

test('a display that leaves without a will is shown as offline', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const observer = await connectClient(hub)
  const presence = await collect(observer, 'displays/kitchen/status', String)
  await client.publishAsync('displays/kitchen/status', 'online', { retain: true, qos: 1 })
  await presence.next((status) => status === 'online')
  await client.endAsync(true)
  expect(await presence.next((status) => status === 'offline')).toBe('offline')
})

test('a takeover of the same client id leaves the display online', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const second = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  await sender.publishAsync('displays/kitchen/message', 'hello', { qos: 1 })
  expect(await second.next()).toBe('hello')
  const view = await (await fetch(`${hub.httpUrl}/api/displays/kitchen`)).json()
  expect(view).toMatchObject({ presence: 'online' })
})

test.each([
  ['qos 0 loses messages, which are counted', '00', /reason="unread"} [1-9]/],
  ['qos 1 is closed', '01', /reason="slow_client"} 1/],
])('one reader that stops reading does not hold up the others: one with %s', async (_what, qos, metric) => {
  const hub = await startHub()
  const frozen = connectTcp(hub.mqttPort, '127.0.0.1')
  onTestFinished(() => void frozen.destroy())
  frozen.on('error', () => undefined)
  frozen.write(Buffer.concat([connectPacket, Buffer.from(`82060001000123${qos}`, 'hex')]))
  await new Promise((resolve) => frozen.once('data', resolve))
  frozen.pause()
  const board = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const block = 'x'.repeat(60_000)
  for (let index = 0; index < 200; index++) await sender.publishAsync('bulk', block, { qos: 1 })
  await sender.publishAsync('displays/kitchen/message', 'quick', { qos: 1 })
  expect(await board.next()).toBe('quick')
  expect(await (await fetch(`${hub.httpUrl}/metrics`)).text()).toMatch(metric)
})

test('protected mode takes only loopback addresses for local', () => {
  for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])
    expect(isLoopbackAddress(address)).toBe(true)
  for (const address of ['192.168.1.5', '::ffff:10.0.0.1', 'fe80::1', '1127.0.0.1', '127.0.0.1.evil', ''])
    expect(isLoopbackAddress(address)).toBe(false)
  expect(peerOfSocket({ remoteAddress: '192.168.1.5' }).isLocal).toBe(false)
  expect(peerOfSocket({ remoteAddress: undefined }).isLocal).toBe(false)
})
