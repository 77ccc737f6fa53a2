import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectBoard } from '../../support/board.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { claim, fromElsewhere, send } from '../../support/person.ts'

const key = (value: string, more: Record<string, string> = {}) => ({ 'idempotency-key': value, ...more })
const tea = { to: ['kitchen'], text: 'Tea' }

/** Answers how often the board got a message, once it has got `last`. */
async function receivedBefore(hub: TestHub, board: Awaited<ReturnType<typeof connectBoard>>): Promise<number> {
  await send(hub, 'POST', '/api/displays/kitchen/message', 'last')
  for (let count = 0; ; count++) if ((await board.next()) === 'last') return count
}

test('a message that is sent again with the same key is answered alike and reaches the board once', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const first = await send(hub, 'POST', '/api/messages', tea, key('a'))
  const second = await send(hub, 'POST', '/api/messages', tea, key('a'))
  expect(first.status).toBe(202)
  expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body })
  expect(await receivedBefore(hub, board)).toBe(1)
})

test('plain text that is sent again with the same key reaches the board once', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const ids = new Set<string>()
  for (let index = 0; index < 3; index++)
    ids.add((await send(hub, 'POST', '/api/displays/kitchen/message', 'Tea', key('a'))).body.id)
  expect(ids.size).toBe(1)
  expect(await receivedBefore(hub, board)).toBe(1)
})

test('a repeat while the first is under way gets its answer', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const path = '/api/messages?wait=shown'
  const answers = Promise.all([1, 2, 3].map(() => send(hub, 'POST', path, tea, key('a'))))
  board.ack(await board.next())
  const [first, ...others] = await answers
  expect(first).toMatchObject({ status: 200, body: { counts: { shown: 1 } } })
  for (const other of others) expect(other.body).toEqual(first?.body)
  expect(await receivedBefore(hub, board)).toBe(0)
})

test('another request with the same key is a conflict, and nothing is sent', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await send(hub, 'POST', '/api/messages', tea, key('a'))
  for (const [path, body] of [
    ['/api/messages', { ...tea, text: 'Cake' }],
    ['/api/messages?wait=shown', tea],
    ['/api/displays/kitchen/message', 'Tea'],
  ] as const) {
    const { status, body: error } = await send(hub, 'POST', path, body, key('a'))
    expect({ status, ...error }).toMatchObject({ status: 409, code: 'conflict', field: 'Idempotency-Key' })
  }
  expect(await receivedBefore(hub, board)).toBe(1)
})

test('keys of different callers have nothing to do with each other', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  await connectBoard(hub, 'kitchen')
  const { body } = await ada.call('POST', '/api/tokens', { name: 'script', role: 'operator' })
  const asToken = key('a', { authorization: `Bearer ${body.token}`, ...fromElsewhere })
  const one = await ada.call('POST', '/api/messages', tea, key('a'))
  const other = await send(hub, 'POST', '/api/messages', tea, asToken)
  expect(one.body.sender).toBe('Ada')
  expect(other.body.sender).toBe('script')
  expect(other.body.id).not.toBe(one.body.id)
})

test('a request that was refused leaves its key free', async () => {
  const hub = await startHub()
  expect((await send(hub, 'POST', '/api/messages', tea, key('a'))).status).toBe(404)
  await connectBoard(hub, 'kitchen')
  expect((await send(hub, 'POST', '/api/messages', { ...tea, text: 'now' }, key('a'))).status).toBe(202)
})

test.each(['', 'x'.repeat(129), 'caf\u00e9', 'a\tb'])('the key %j is refused', async (value) => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const answer = await send(hub, 'POST', '/api/messages', tea, key(value))
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_value', field: 'Idempotency-Key' } })
})

describe('across a restart of the hub', () => {
  test('a repeat is answered as the first was, and not sent', async () => {
    const stores = createMemoryStores(systemClock)
    const first = await startHub({}, { stores })
    await connectBoard(first, 'kitchen')
    const { body } = await send(first, 'POST', '/api/messages', tea, key('a'))
    await first.close()
    const second = await startHub({}, { stores })
    const board = await connectBoard(second, 'kitchen')
    expect((await send(second, 'POST', '/api/messages', tea, key('a'))).body).toEqual(body)
    expect(await receivedBefore(second, board)).toBeLessThanOrEqual(1)
  })
})

test('a key is free again after 24 hours', async () => {
  let now = Date.now()
  const clock = { now: () => now }
  const hub = await startHub({}, { clock, stores: createMemoryStores(clock) })
  await connectBoard(hub, 'kitchen')
  const { body } = await send(hub, 'POST', '/api/messages', tea, key('a'))
  now += limits.repeatMs
  const later = await send(hub, 'POST', '/api/messages', { ...tea, text: 'Cake' }, key('a'))
  expect(later.status).toBe(202)
  expect(later.body.id).not.toBe(body.id)
})

test('nothing is sent while keys cannot be kept, and the answer says so', async () => {
  const stores = createMemoryStores(systemClock)
  const away = () => Promise.reject(new Error('the disk is full'))
  const hub = await startHub({}, { stores: { ...stores, repeats: { ...stores.repeats, begin: away } } })
  const board = await connectBoard(hub, 'kitchen')
  const answer = await send(hub, 'POST', '/api/messages', tea, key('a'))
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(await receivedBefore(hub, board)).toBe(0)
})

test('a hub that ended before it could answer does not send again what it has accepted', async () => {
  const stores = createMemoryStores(systemClock)
  const finish = async () => undefined
  const hub = await startHub({}, { stores: { ...stores, repeats: { ...stores.repeats, finish } } })
  const board = await connectBoard(hub, 'kitchen')
  const first = await send(hub, 'POST', '/api/displays/kitchen/message', 'Tea', key('a'))
  const second = await send(hub, 'POST', '/api/displays/kitchen/message', 'Tea', key('a'))
  expect(second).toMatchObject({ status: 202, body: { id: first.body.id } })
  expect(await receivedBefore(hub, board)).toBe(1)
})
