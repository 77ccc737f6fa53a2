import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { createSqliteStore, type SqliteStoreOptions } from '../../../broker/mqtt/store/sqlite-store.ts'
import { openDatabase } from '../../../broker/storage/sqlite/database.ts'
import {
  clock,
  fakeBroker,
  message,
  publish,
  queuedTexts,
  queueOf,
  retainedTexts,
  storeOptions,
  subscribe,
  type TestOptions,
  wills,
} from './open-store.ts'

const day = 86_400_000
const directory = mkdtempSync(join(tmpdir(), 'marquee-durability-'))
let files = 0
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const newFile = () => join(directory, `${files++}.db`)

async function open(file: string, options: TestOptions = {}, sqlite: Partial<SqliteStoreOptions> = {}) {
  const errors: string[] = []
  const onError = (error: Error) => errors.push(error.message)
  const store = createSqliteStore({ ...storeOptions(options), file, onError, ...sqlite })
  const broker = fakeBroker()
  await store.setup(broker)
  return { store, broker, errors }
}

async function rowsOf(file: string, table: string): Promise<number> {
  const database = await openDatabase(file)
  const { count } = database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }
  database.close()
  return count
}

test('finds everything again after it was closed', async () => {
  const file = newFile()
  const { store } = await open(file)
  const reader = { id: 'reader' }
  const properties = {
    correlationData: Buffer.from([0, 255]),
    userProperties: [
      ['b', 'x'],
      ['1', ''],
      ['b', 'y'],
    ] as const,
  }
  await store.storeRetained(message('état/😀', 'on', { retain: true, properties, messageExpiry: 2e12 }))
  await store.addSubscriptions(reader, [{ topic: 'a', qos: 2, rh: 1, rap: true, nl: true, subscriptionIdentifier: 5 }])
  const packets = ['1', '2', '3'].map((text) => message('a', text, { qos: 2 }))
  for (const packet of packets) await publish(store, packet)
  const [first, second] = packets
  if (first === undefined || second === undefined) throw new Error('no packets')
  await store.outgoingUpdate(reader, { ...first, messageId: 11 })
  await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 11 })
  await store.outgoingUpdate(reader, { ...second, messageId: 12 })
  await store.incomingStorePacket(reader, message('b', 'x', { qos: 2, messageId: 9 }))
  await store.putWill({ id: 'board' }, message('gone', 'will', { properties: { willDelayInterval: 3 } }))
  await store.destroy()

  const { store: again } = await open(file)
  const retained = (await again.createRetainedStream('#').toArray())[0]
  expect(retained).toMatchObject({ topic: 'état/😀', qos: 1, retain: true, properties, messageExpiry: 2e12 })
  expect(await again.subscriptionsByClient(reader)).toEqual([
    { topic: 'a', qos: 2, rh: 1, rap: true, nl: true, subscriptionIdentifier: 5 },
  ])
  expect(
    (await queueOf(again, reader)).map((each) => [each.cmd, each.messageId, each.dup, each.payload?.toString()]),
  ).toEqual([
    ['pubrel', 11, undefined, undefined],
    ['publish', 12, true, '2'],
    ['publish', undefined, false, '3'],
  ])
  expect((await again.incomingGetPacket(reader, { messageId: 9 })).messageId).toBe(9)
  // Aedes takes the brokers it hears of as alive, itself among them.
  expect(await wills(again, { 'broker-1': 1 })).toMatchObject([
    { clientId: 'board', topic: 'gone', properties: { willDelayInterval: 3 } },
  ])
  await again.destroy()
})

test('keeps old and new messages apart although a restarted broker of the same id counts from 1 again', async () => {
  const file = newFile()
  const reader = { id: 'reader' }
  const first = await open(file)
  await subscribe(first.store, reader, 'a')
  for (const [index, text] of ['1', '2'].entries()) {
    await publish(first.store, message('a', text, { brokerCounter: index + 1 }))
  }
  await first.store.destroy()
  const { store } = await open(file)
  for (const [index, text] of ['3', '4'].entries()) {
    await publish(store, message('a', text, { brokerCounter: index + 1 }))
  }
  expect(await queuedTexts(store, reader)).toEqual(['1', '2', '3', '4'])
  for (const packet of await queueOf(store, reader)) {
    await store.outgoingUpdate(reader, { ...packet, messageId: 1 })
    await store.outgoingClearMessageId(reader, { messageId: 1 })
  }
  expect(await queueOf(store, reader)).toEqual([])
  await store.destroy()
})

test('stores a message once, however many sessions wait for it, and forgets it with the last one', async () => {
  const file = newFile()
  const first = await open(file)
  for (let index = 0; index < 1000; index++) await subscribe(first.store, { id: `c${index}` }, 'a')
  await publish(first.store, message('a', 'x'))
  await first.store.destroy()
  expect(await rowsOf(file, 'messages')).toBe(1)
  expect(await rowsOf(file, 'queue')).toBe(1000)

  const { store } = await open(file)
  for (let index = 0; index < 1000; index++) await store.cleanSubscriptions({ id: `c${index}` })
  await store.destroy()
  for (const table of ['messages', 'queue', 'sessions', 'subscriptions']) expect(await rowsOf(file, table)).toBe(0)
})

test('ends a session whose time ran out while the hub was down, and one that was connected in its own time', async () => {
  const file = newFile()
  const first = await open(file)
  const away = { id: 'away', clean: false, version: 4 }
  const online = { id: 'online', clean: false, version: 5, sessionExpiryInterval: 3600 }
  for (const client of [away, online]) {
    first.broker.emit('client', client)
    await subscribe(first.store, client, 'a')
  }
  first.broker.emit('clientDisconnect', away)
  await first.store.destroy()

  clock.time += 6 * day
  const second = await open(file)
  expect(second.store.expireSessions(clock.time)).toEqual([])
  await second.store.destroy()

  const third = await open(file)
  expect(third.store.expireSessions(clock.time + 3_600_000)).toEqual(['online'])
  expect(third.store.expireSessions(clock.time + day)).toEqual(['away'])
  await third.store.destroy()
})

test('drops what is over the caps of the new start, on disk too', async () => {
  const file = newFile()
  const first = await open(file)
  const reader = { id: 'reader' }
  await subscribe(first.store, reader, 'a')
  for (const text of ['1', '2', '3']) await publish(first.store, message('a', text))
  for (const topic of ['x', 'y']) await first.store.storeRetained(message(topic, '1', { retain: true }))
  await first.store.destroy()
  const { store } = await open(file, { limits: { maxQueuedPerSession: 1, maxRetainedMessages: 1 } })
  expect(await queuedTexts(store, reader)).toEqual(['3'])
  await store.destroy()
  expect(await rowsOf(file, 'queue')).toBe(1)
  expect(await rowsOf(file, 'messages')).toBe(1)
  expect(await rowsOf(file, 'retained')).toBe(1)
})

test('loads 100,000 rows and knows how many they are', async () => {
  const file = newFile()
  const first = await open(file)
  for (let index = 0; index < 50_000; index++) {
    await first.store.storeRetained(message(`marquee/d/${index}/state`, 'some text', { retain: true }))
  }
  for (let client = 0; client < 50; client++) await subscribe(first.store, { id: `c${client}` }, 'a')
  for (let index = 0; index < 1000; index++) await publish(first.store, message('a', `m${index}`))
  await first.store.destroy()
  const { store } = await open(file)
  expect(store.stats).toMatchObject({ retainedMessages: 50_000, queuedMessages: 50_000 })
  await store.destroy()
})

test('refuses a damaged file and names it', async () => {
  const file = newFile()
  writeFileSync(file, 'this is not a database, but long enough to be looked at'.repeat(100))
  await expect(open(file)).rejects.toThrow(`${file} cannot be used (file is not a database): restore a copy, or move`)
  expect(existsSync(file)).toBe(true)
})

test('refuses a file of a newer version and names it', async () => {
  const file = newFile()
  const database = await openDatabase(file)
  database.exec('PRAGMA user_version = 7')
  database.close()
  await expect(open(file)).rejects.toThrow(
    `${file} was written by a newer version of Marquee (schema 7, this one knows 1)`,
  )
})

test('refuses a file whose tables contradict each other', async () => {
  const file = newFile()
  await (await open(file)).store.destroy()
  const database = await openDatabase(file)
  database.exec('INSERT INTO queue VALUES (1, 1, 1, 1, 0, NULL)')
  database.close()
  await expect(open(file)).rejects.toThrow('message 1 is missing')
})

test('refuses a file in which another program is writing', async () => {
  const file = newFile()
  const other = await openDatabase(file)
  other.exec('BEGIN EXCLUSIVE')
  await expect(open(file)).rejects.toThrow(`${file} is in use by another process`)
  other.exec('ROLLBACK')
  other.close()
})

test('rejects what waits for a full disk, goes on in memory and recovers when there is room', async () => {
  const file = newFile()
  const { store, errors } = await open(file, {}, { maxFileBytes: 200_000, retryMs: 20 })
  await store.storeRetained(message('small', 'x', { retain: true }))
  await store.flushed()
  const large = 'x'.repeat(60_000)
  for (let index = 0; index < 5; index++) await store.storeRetained(message(`large/${index}`, large, { retain: true }))
  await store.incomingStorePacket({ id: 'publisher' }, message('a', 'x', { qos: 2, messageId: 1 }))
  await expect(store.flushed()).rejects.toThrow('full')
  // Aedes would answer a repetition of this one with PUBREC.
  await expect(store.incomingGetPacket({ id: 'publisher' }, { messageId: 1 })).rejects.toThrow('full')
  const released = store.incomingDelPacket({ id: 'publisher' }, { messageId: 1 })
  await sleep(100)
  expect(errors).toEqual(['database or disk is full'])
  expect(await retainedTexts(store, 'large/+')).toHaveLength(5)

  for (let index = 1; index < 5; index++) await store.storeRetained(message(`large/${index}`, '', { retain: true }))
  await released
  await store.flushed()
  await store.destroy()
  const { store: again } = await open(file)
  expect(await retainedTexts(again, '#')).toEqual([`large/0=${large}`, 'small=x'])
  await again.destroy()
})

test('says so when what is left cannot be written at the end', async () => {
  const { store } = await open(newFile(), {}, { maxFileBytes: 100_000, retryMs: 20 })
  for (let index = 0; index < 5; index++) {
    await store.storeRetained(message(`large/${index}`, 'x'.repeat(60_000), { retain: true }))
  }
  await expect(store.destroy()).rejects.toThrow('full')
})

test('serves all who wait in one turn with one commit', async () => {
  const file = newFile()
  const { store } = await open(file)
  let resolved = 0
  for (let index = 0; index < 100; index++) {
    await store.storeRetained(message(`t/${index}`, 'x', { retain: true }))
    void store.flushed().then(() => resolved++)
  }
  expect(resolved).toBe(0)
  await store.flushed()
  expect(resolved).toBe(100)
  await store.destroy()
})

test('promises nothing after it was closed', async () => {
  const { store } = await open(newFile())
  await store.destroy()
  await store.storeRetained(message('a', 'x', { retain: true }))
  await expect(store.flushed()).rejects.toThrow('the store is closed')
})

test('does not keep in mind what comes and goes while the disk is full', async () => {
  const { store } = await open(
    newFile(),
    { limits: { maxQueuedPerSession: 10 } },
    { maxFileBytes: 100_000, retryMs: 5 },
  )
  await subscribe(store, { id: 'reader' }, 'a')
  await store.storeRetained(message('large', 'x'.repeat(90_000), { retain: true }))
  for (let index = 0; index < 1000; index++) {
    await publish(store, message('a', `m${index}`))
    if (index % 100 === 0) await store.flushed().catch(() => {})
  }
  await store.storeRetained(message('large', '', { retain: true }))
  await store.flushed()
  expect(await queuedTexts(store, { id: 'reader' })).toHaveLength(10)
  await store.destroy()
})
