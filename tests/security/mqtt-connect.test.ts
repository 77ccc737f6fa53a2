import type { IConnackPacket } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Principal } from '../../broker/access/principal.ts'
import { startBroker, type TestBroker } from '../support/broker.ts'
import { connectPacket, connectRaw } from '../support/raw-client.ts'
import { rawWebSocket } from '../support/raw-websocket.ts'

const closed = { access: { trustLoopback: false }, verifiers: { isClaimed: () => true } } as const

/** The CONNACK of a CONNECT with MQTT 3.1.1, and the client. */
async function attempt(broker: TestBroker, clientId: string, options: object = {}) {
  const client = await connectRaw(broker.port)
  client.send(connectPacket(clientId, options))
  const connack = (await client.next('connack')) as IConnackPacket
  return { client, returnCode: connack.returnCode }
}

const secretOf = (broker: TestBroker, id: string) => {
  const password = broker.secrets.lend(id)
  return { username: id, password: Buffer.from(password) }
}

test('a client without credentials is refused by a hub that trusts nobody', async () => {
  const broker = await startBroker(closed)
  const { client, returnCode } = await attempt(broker, 'somebody')
  expect(returnCode).toBe(5)
  await client.closed
})

test('a display with its id and its secret is let in, with any other secret not', async () => {
  const broker = await startBroker(closed)
  const right = secretOf(broker, 'kitchen')
  expect(await attempt(broker, 'kitchen', right)).toMatchObject({ returnCode: 0 })
  const others = [
    { ...right, password: Buffer.from('mqd_wrong') },
    { ...right, password: Buffer.alloc(0) },
    { ...right, username: 'lobby' },
    { ...right, username: '__proto__' },
    { username: 'kitchen' },
  ]
  for (const wrong of others) expect((await attempt(broker, 'kitchen', wrong)).returnCode, wrong.username).not.toBe(0)
})

test('a display cannot connect with the client id of another, and the other stays connected', async () => {
  const broker = await startBroker(closed)
  const lobby = await attempt(broker, 'lobby', secretOf(broker, 'lobby'))
  const kitchen = secretOf(broker, 'kitchen')
  expect(await attempt(broker, 'lobby', kitchen)).toMatchObject({ returnCode: 2 })
  lobby.client.send({ cmd: 'pingreq' })
  await lobby.client.next('pingresp')
})

test('somebody on this machine cannot take the client id of a display that has a secret', async () => {
  const broker = await startBroker({ verifiers: { isClaimed: () => true } })
  const board = await attempt(broker, 'kitchen', secretOf(broker, 'kitchen'))
  expect(await attempt(broker, 'kitchen')).toMatchObject({ returnCode: 2 })
  expect(await attempt(broker, 'desk')).toMatchObject({ returnCode: 0 })
  board.client.send({ cmd: 'pingreq' })
  await board.client.next('pingresp')
})

test('a client id that is in use by somebody else is refused, one of the same principal is taken over', async () => {
  const tokens: Record<string, Principal> = {
    mqt_one: { kind: 'token', id: 'one', name: 'one', role: 'operator' },
    mqt_two: { kind: 'token', id: 'two', name: 'two', role: 'operator' },
  }
  const broker = await startBroker({ ...closed, verifiers: { ...closed.verifiers, token: (secret) => tokens[secret] } })
  const as = (token: string) => attempt(broker, 'node-red', { username: 'token', password: Buffer.from(token) })
  const first = await as('mqt_one')
  expect(first.returnCode).toBe(0)
  expect((await as('mqt_two')).returnCode).toBe(2)
  expect((await as('mqt_one')).returnCode).toBe(0)
  await first.client.closed
  expect((await as('mqt_three')).returnCode).toBe(4)
})

test('a ticket is asked for with the client id that it was given for', async () => {
  const asked: unknown[] = []
  const user: Principal = { kind: 'user', id: 'u1', name: 'someone', role: 'viewer' }
  const ticket = (given: string, clientId: string) => {
    asked.push([given, clientId])
    return given === 'mqw_good' ? user : undefined
  }
  const broker = await startBroker({ ...closed, verifiers: { ...closed.verifiers, ticket } })
  const as = (clientId: string, given: string) =>
    attempt(broker, clientId, { username: 'page', password: Buffer.from(given) })
  expect((await as('web-1', 'mqw_good')).returnCode).toBe(0)
  expect((await as('web-2', 'mqw_bad')).returnCode).toBe(4)
  expect(asked).toEqual([
    ['mqw_good', 'web-1'],
    ['mqw_bad', 'web-2'],
  ])
})

test.each([
  ['web-1', 2],
  ['pair-aabbccddeeff', 5],
  ['pair-nothex', 0],
])('on a trusted machine the client id %s without credentials gives %i', async (clientId, returnCode) => {
  const broker = await startBroker({ verifiers: { isClaimed: () => true } })
  expect((await attempt(broker, clientId)).returnCode).toBe(returnCode)
})

test('a will on the topic of somebody else is refused with the CONNECT', async () => {
  const broker = await startBroker(closed)
  const will = (topic: string) => ({ will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true } })
  const kitchen = secretOf(broker, 'kitchen')
  for (const topic of ['displays/lobby/status', 'displays/kitchen/message', 'displays/all/message', 'home/x'])
    expect((await attempt(broker, 'kitchen', { ...kitchen, ...will(topic) })).returnCode, topic).toBe(5)
  const own = await attempt(broker, 'kitchen', { ...kitchen, ...will('displays/kitchen/status') })
  expect(own.returnCode).toBe(0)
})

test.each([
  ['forwarded by a proxy', { 'x-forwarded-for': '203.0.113.7' }],
  ['under a name of somebody else that leads to this machine', { host: 'evil.example' }],
  ['from a page in a browser', { origin: 'http://localhost' }],
])('a WebSocket %s is not trusted as a program of this machine', async (_what, headers) => {
  const broker = await startBroker({ verifiers: { isClaimed: () => true } })
  const origin = 'origin' in headers ? { origin: new URL(broker.wsUrl.replace('ws', 'http')).origin } : {}
  const connack = await rawWebSocket(broker.wsUrl, { ...headers, ...origin }, connectPacket('x'))
  expect(connack).toMatchObject({ returnCode: 5 })
  expect(await rawWebSocket(broker.wsUrl, {}, connectPacket('x'))).toMatchObject({ returnCode: 0 })
})

test('a page of another site gets no WebSocket', async () => {
  const broker = await startBroker()
  const socket = new WebSocket(broker.wsUrl, 'mqtt', { headers: { origin: 'http://evil.example' } })
  const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
  expect(error.message).toContain('403')
})
