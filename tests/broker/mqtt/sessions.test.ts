import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { memoryStore, startBroker, type TestBroker } from '../../support/broker.ts'
import { acknowledgeAll, connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

test.each([3, 4] as const)(
  'MQTT version %i: an empty client id is rejected if the session is to be kept',
  async (version) => {
    const broker = await startBroker()
    const client = await connectRaw(broker.port, version)
    const protocolId = version === 3 ? 'MQIsdp' : 'MQTT'
    const bytes = Buffer.from([
      0x10,
      10 + protocolId.length,
      0,
      protocolId.length,
      ...Buffer.from(protocolId),
      version,
      0,
      0,
      0,
      0,
      0,
    ])
    bytes[1] = bytes.length - 2
    client.socket.write(bytes)
    expect(await client.next('connack')).toMatchObject({ returnCode: 2 })
    await client.closed
  },
)

test('a client id of more than 64 characters is rejected', async () => {
  const broker = await startBroker()
  const client = await connectRaw(broker.port)
  client.send(connectPacket('x'.repeat(257)))
  expect(await client.next('connack')).toMatchObject({ returnCode: 2 })
})

/** Connections of one id that still get what is published to it. */
async function liveConnections(broker: TestBroker, clients: Awaited<ReturnType<typeof connectRaw>>[]) {
  const sender = await broker.connect()
  const before = clients.map(({ packets }) => packets.length)
  await sender.publishAsync('all', 'x', { qos: 0 })
  await sleep(100)
  return clients.filter(({ packets, socket }, index) => !socket.destroyed && packets.length > (before[index] ?? 0))
    .length
}

test.each([
  ['at once', () => undefined],
  ['from a slow store', () => sleep(Math.random() * 20)],
])('of many connections with one client id exactly one lives, answered %s', async (_how, before) => {
  const broker = await startBroker({ store: memoryStore(before) })
  const clients: Awaited<ReturnType<typeof connectRaw>>[] = []
  for (let round = 0; round < 10; round++) {
    const version = round % 2 === 0 ? (5 as const) : (4 as const)
    const options = { protocolVersion: version, clean: false }
    const many = await Promise.all(Array.from({ length: 5 }, () => connectRaw(broker.port, version)))
    for (const client of many) client.send(connectPacket('board', options), subscribePacket({ all: 0 }))
    clients.push(...many)
    await sleep(5)
  }
  await expect.poll(() => clients.filter(({ socket }) => !socket.destroyed).length).toBe(1)
  await expect.poll(() => broker.traffic.connections.tcp).toBe(1)
  expect(await liveConnections(broker, clients)).toBe(1)
  const last = await connectRaw(broker.port)
  last.send(connectPacket('board', { clean: false }))
  await last.next('connack')
  await expect.poll(() => broker.traffic.connections.tcp).toBe(1)
})

test('a storm of 100 clients that take themselves over 50 times leaves one connection each', async () => {
  const broker = await startBroker()
  const ids = Array.from({ length: 100 }, (_, index) => `board-${index}`)
  for (let round = 0; round < 50; round++) {
    const clients = await Promise.all(ids.map(() => connectRaw(broker.port)))
    for (const [index, client] of clients.entries()) client.send(connectPacket(ids[index] ?? ''))
  }
  await expect.poll(() => broker.traffic.connections.tcp, { timeout: 10_000 }).toBe(100)
  expect(broker.gone).toEqual([])
}, 60_000)

test('a connection that ends while the store is asked leaves the live one of its id alone', async () => {
  let gate: Promise<void> | undefined
  let asked = 0
  const ask = () => {
    if (gate !== undefined) asked++
    return gate
  }
  const broker = await startBroker({ store: memoryStore(ask) })
  const live = await connectRaw(broker.port)
  live.send(connectPacket('board'), subscribePacket({ a: 0 }))
  await live.next('suback')
  let open: () => void = () => undefined
  gate = new Promise((resolve) => {
    open = resolve
  })
  const short = await connectRaw(broker.port)
  short.send(connectPacket('board'))
  await expect.poll(() => asked).toBeGreaterThan(0)
  short.socket.destroy()
  await expect.poll(() => broker.traffic.connections.tcp).toBe(1)
  gate = undefined
  open()
  const sender = await broker.connect()
  await sender.publishAsync('a', 'still here')
  expect(await live.next('publish')).toMatchObject({ topic: 'a' })
  const next = await connectRaw(broker.port)
  next.send(connectPacket('board'))
  await next.next('connack')
  await live.closed
})

const will = { topic: 'w', payload: Buffer.from('gone'), qos: 0, retain: false }

test('a will is sent once: not for a clean goodbye, once for a lost connection, once for a takeover', async () => {
  const broker = await startBroker()
  const wills: string[] = []
  const watcher = await broker.connect()
  watcher.on('message', (_topic, payload) => wills.push(String(payload)))
  await watcher.subscribeAsync('w')
  const open = async () => {
    const client = await connectRaw(broker.port)
    client.send(connectPacket('board', { will }))
    await client.next('connack')
    return client
  }
  const polite = await open()
  polite.send({ cmd: 'disconnect' })
  await polite.closed
  await sleep(50)
  expect(wills).toEqual([])
  ;(await open()).socket.destroy()
  await expect.poll(() => wills).toEqual(['gone'])
  const old = await open()
  const heir = await open()
  await old.closed
  await expect.poll(() => wills).toEqual(['gone', 'gone'])
  heir.send({ cmd: 'disconnect' })
  await heir.closed
  await sleep(50)
  expect(wills).toHaveLength(2)
})

test('a connection that ends before its CONNACK leaves no will', async () => {
  const broker = await startBroker({ store: memoryStore((method) => (method === 'putWill' ? sleep(60) : undefined)) })
  const watcher = await connectRaw(broker.port)
  watcher.send(connectPacket('watcher'), subscribePacket({ w: 0 }))
  await watcher.next('suback')
  const short = await connectRaw(broker.port)
  short.send(connectPacket('board', { will }))
  await sleep(30)
  short.socket.destroy()
  await sleep(100)
  expect(watcher.packets.some(({ cmd }) => cmd === 'publish')).toBe(false)
})

test('errors of the store are never uncaught, and what was not stored is not acknowledged', async () => {
  let isBroken = false
  const fail = () => (isBroken ? Promise.reject(new Error('disk full')) : undefined)
  const broker = await startBroker({ store: memoryStore(fail) })
  const kept = await connectRaw(broker.port)
  kept.send(connectPacket('board', { clean: false, will }), subscribePacket({ a: 1 }))
  await kept.next('suback')
  isBroken = true
  const sender = await connectRaw(broker.port)
  const modern = await connectRaw(broker.port, 5)
  isBroken = false
  sender.send(connectPacket('sender'))
  modern.send(connectPacket('modern', { protocolVersion: 5 }))
  await Promise.all([sender.next('connack'), modern.next('connack')])
  isBroken = true
  sender.send(publishPacket('a', 'x', { qos: 1, messageId: 7 }))
  await sender.closed
  expect(sender.packets.some(({ cmd }) => cmd === 'puback')).toBe(false)
  modern.send(publishPacket('a', 'x', { qos: 1, messageId: 7, retain: true }))
  expect(await modern.next('puback')).toMatchObject({ reasonCode: 0x80 })
  const refused = await connectRaw(broker.port)
  refused.send(connectPacket('other', { will }))
  kept.socket.destroy()
  await refused.closed
  isBroken = false
  await broker.connect()
})

test.each([
  'delWill',
  'putWill',
  'cleanSubscriptions',
  'subscriptionsByClient',
  'addSubscriptions',
  'removeSubscriptions',
  'outgoingUpdate',
  'outgoingClearMessageId',
  'incomingStorePacket',
  'storeRetained',
])('a store that fails in %s costs at most that connection', async (broken) => {
  let isBroken = false
  const fail = (method: string) => (isBroken && method === broken ? Promise.reject(new Error('disk full')) : undefined)
  const broker = await startBroker({ store: memoryStore(fail) })
  isBroken = true
  for (const clean of [true, false]) {
    const client = await connectRaw(broker.port)
    client.onPacket((packet) => acknowledgeAll(client, packet))
    client.send(connectPacket('board', { clean, will }), subscribePacket({ a: 1 }))
    client.send(publishPacket('a', 'x', { qos: 2, messageId: 3, retain: true }))
    await sleep(30)
    client.send({ cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a'] })
    await sleep(30)
    client.socket.destroy()
    await client.closed
  }
  isBroken = false
  await broker.connect()
})

test('an error of the stream of retained messages costs nobody the connection', async () => {
  const createRetainedStreamCombi = () => new Readable({ read: () => undefined }).destroy(new Error('disk full'))
  const broker = await startBroker({ store: Object.assign(memoryStore(), { createRetainedStreamCombi }) })
  const reader = await connectRaw(broker.port)
  reader.send(connectPacket('reader'), subscribePacket({ a: 1 }))
  await reader.next('suback')
  await sleep(30)
  const sender = await broker.connect()
  await sender.publishAsync('a', 'x', { qos: 1 })
  expect(await reader.next('publish')).toMatchObject({ topic: 'a' })
})

test('a session that has ended leaves nothing in the store, however long its queue is', async () => {
  const broker = await startBroker()
  const kept = { protocolVersion: 5, clean: false, properties: { sessionExpiryInterval: 60 } }
  const first = await connectRaw(broker.port, 5)
  first.send(connectPacket('board', kept), subscribePacket({ a: 1 }))
  await first.next('suback')
  const sender = await broker.connect()
  await Promise.all(Array.from({ length: 200 }, () => sender.publishAsync('a', 'x', { qos: 1 })))
  first.send({ cmd: 'disconnect', reasonCode: 0, properties: { sessionExpiryInterval: 0 } })
  await first.closed
  await sleep(50)
  const again = await connectRaw(broker.port, 5)
  again.send(connectPacket('board', kept))
  await again.next('connack')
  await sleep(100)
  expect(again.packets).toHaveLength(1)
})

test('a message is acknowledged when the store says that it is safe, in order, and passed on before', async () => {
  let flush: () => void = () => undefined
  const safe = new Promise<void>((resolve) => {
    flush = resolve
  })
  const broker = await startBroker({ store: Object.assign(memoryStore(), { flushed: () => safe }) })
  const reader = await connectRaw(broker.port)
  reader.send(connectPacket('reader'), subscribePacket({ '#': 0 }))
  await reader.next('suback')
  const sender = await connectRaw(broker.port)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  sender.send(
    publishPacket('a', '1', { qos: 1, retain: true, messageId: 1 }),
    publishPacket('b', '2', { qos: 1, messageId: 2 }),
  )
  await reader.next('publish')
  await reader.next('publish')
  await sleep(50)
  expect(sender.packets).toHaveLength(1)
  flush()
  expect([await sender.next('puback'), await sender.next('puback')]).toMatchObject([{ messageId: 1 }, { messageId: 2 }])
})

test('a message that was not acknowledged comes again with its identifier and the DUP flag', async () => {
  const broker = await startBroker()
  const first = await connectRaw(broker.port)
  first.send(connectPacket('board', { clean: false }), subscribePacket({ a: 2 }))
  await first.next('suback')
  const sender = await broker.connect()
  await sender.publishAsync('a', 'x', { qos: 1 })
  const sent = await first.next('publish')
  first.socket.destroy()
  await first.closed
  const second = await connectRaw(broker.port)
  second.send(connectPacket('board', { clean: false }))
  expect(await second.next('publish')).toMatchObject({ dup: true, messageId: sent.messageId })
  second.send({ cmd: 'puback', messageId: sent.messageId ?? 0 })
  await sleep(50)
  second.socket.destroy()
  await second.closed
  const third = await connectRaw(broker.port)
  third.send(connectPacket('board', { clean: false }))
  await third.next('connack')
  await sleep(50)
  expect(third.packets).toHaveLength(1)
})

test('a client that takes its queue one by one leaves no listener behind for each', async () => {
  const warnings: string[] = []
  const onWarning = (warning: Error) => warnings.push(warning.name)
  process.on('warning', onWarning)
  onTestFinished(() => void process.off('warning', onWarning))
  const broker = await startBroker()
  const kept = { protocolVersion: 5, clean: false, properties: { sessionExpiryInterval: 60, receiveMaximum: 1 } }
  const first = await connectRaw(broker.port, 5)
  first.send(connectPacket('board', kept), subscribePacket({ a: 1 }))
  await first.next('suback')
  first.socket.destroy()
  await first.closed
  const sender = await broker.connect()
  await Promise.all(Array.from({ length: 100 }, () => sender.publishAsync('a', 'x', { qos: 1 })))
  const second = await connectRaw(broker.port, 5)
  second.onPacket((packet) => acknowledgeAll(second, packet))
  second.send(connectPacket('board', kept))
  await expect.poll(() => second.packets.filter(({ cmd }) => cmd === 'publish').length).toBe(100)
  expect(warnings).toEqual([])
})

test.each([
  ['is published after its delay', false, ['gone']],
  ['is not published if the client is back in time', true, []],
])('a will with a delay that an earlier process left %s', async (_what, comesBack, expected) => {
  const store = createMemoryStore({ limits, clock: systemClock })
  await store.setup({ id: 'earlier' })
  await store.putWill({ id: 'board' }, { ...will, qos: 0, properties: { willDelayInterval: 1 } })
  const broker = await startBroker({ store })
  const watcher = await broker.connect()
  const wills: string[] = []
  watcher.on('message', (_topic, payload) => wills.push(String(payload)))
  await watcher.subscribeAsync('w')
  if (comesBack) await broker.connect({ clientId: 'board' })
  await sleep(1500)
  expect(wills).toEqual(expected)
})
