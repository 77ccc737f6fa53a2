import { expect } from 'vitest'
import type { OpenStore } from './conformance.ts'
import { clock, message, publish, queuedTexts, queueOf, retainedTexts, subscribe, wills } from './open-store.ts'
import { storeTest } from './with-store.ts'

const day = 86_400_000
const forbidden = new Set(['secret/#'])

/** Sessions: what ends them, what must not get into them; and wills. */
export function sessionConformance(open: OpenStore): void {
  const test = storeTest(open)

  test(
    'queues nothing for a filter that was refused in the same SUBSCRIBE as a granted one',
    async ({ store }) => {
      const reader = { id: 'reader' }
      const subscriptions = [
        { topic: 'public', qos: 1 as const },
        { topic: 'secret/#', qos: 1 as const },
      ]
      // Aedes asks once for each granted filter, each time with all of them.
      await store.addSubscriptions(reader, subscriptions)
      await publish(store, message('secret/plan', 'x'))
      await publish(store, message('public', 'y'))
      expect(await queuedTexts(store, reader)).toEqual(['y'])
      expect((await store.subscriptionsByClient(reader)).map(({ topic }) => topic)).toEqual(['public'])
    },
    { mayKeep: (_client, { topic }) => !forbidden.has(topic) },
  )

  test('forgets queue and QoS 2 state with the subscriptions', async ({ store }) => {
    const reader = { id: 'reader' }
    await subscribe(store, reader, 'a', 2)
    const packet = message('a', 'x', { qos: 2 })
    await publish(store, packet)
    await store.outgoingUpdate(reader, { ...packet, messageId: 1 })
    await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 1 })
    await publish(store, message('a', 'y', { qos: 2 }))
    await store.incomingStorePacket(reader, message('b', 'z', { qos: 2, messageId: 3 }))
    await store.cleanSubscriptions(reader)
    await expect(store.incomingGetPacket(reader, { messageId: 3 })).rejects.toThrow('no such packet')
    expect(await queueOf(store, reader)).toEqual([])
    expect(store.stats).toMatchObject({ sessions: 0, queuedMessages: 0, queuedBytes: 0 })
  })

  test('treats client ids and filters that mean something to JavaScript as any other', async ({ store }) => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const client = { id: name }
      expect(await store.subscriptionsByClient(client)).toEqual([])
      await subscribe(store, client, name)
      await publish(store, message(name, `for ${name}`))
      expect(await queuedTexts(store, client)).toEqual([`for ${name}`])
      await store.putWill(client, message('gone', name))
      expect((await store.getWill(client))?.payload.toString()).toBe(name)
    }
    expect(await wills(store)).toHaveLength(3)
    expect(await retainedTexts(store, '#')).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'clientId')).toBe(false)
  })

  test('ends an MQTT 3 session seven days after it was seen', async ({ store, broker }) => {
    const client = { id: 'v3', clean: false, version: 4 }
    broker.emit('client', client)
    await subscribe(store, client, 'a')
    expect(store.expireSessions(clock.time + 8 * day)).toEqual([])
    broker.emit('clientDisconnect', client)
    await publish(store, message('a', 'x'))
    expect(store.expireSessions(clock.time + 7 * day - 1)).toEqual([])
    expect(store.expireSessions(clock.time + 7 * day)).toEqual(['v3'])
    expect(await store.subscriptionsByTopic('a')).toEqual([])
    expect(store.stats).toMatchObject({ sessions: 0, queuedMessages: 0, dropped: { session_expired: 1 } })
  })

  test('ends an MQTT 5 session by its own interval, or never', async ({ store, broker }) => {
    const minute = { id: 'minute', clean: false, version: 5, sessionExpiryInterval: 60 }
    const always = { id: 'always', clean: false, version: 5, sessionExpiryInterval: 0xffffffff }
    for (const client of [minute, always]) {
      broker.emit('client', client)
      await subscribe(store, client, 'a')
      broker.emit('clientDisconnect', client)
    }
    expect(store.expireSessions(clock.time + 59_999)).toEqual([])
    expect(store.expireSessions(clock.time + 60_000)).toEqual(['minute'])
    expect(store.expireSessions(clock.time + 10_000 * day)).toEqual([])
  })

  test('does not end a session that has connected again', async ({ store, broker }) => {
    const first = { id: 'back', clean: false, version: 4 }
    const second = { ...first }
    broker.emit('client', first)
    await subscribe(store, first, 'a')
    broker.emit('clientDisconnect', first)
    broker.emit('client', second)
    // The old connection of a session that was taken over reports its end late.
    broker.emit('clientDisconnect', first)
    expect(store.expireSessions(clock.time + 8 * day)).toEqual([])
  })

  test('keeps nothing of a clean session that ends in the middle of a QoS 2 publish', async ({ store, broker }) => {
    const client = { id: 'clean', clean: true, version: 4 }
    broker.emit('client', client)
    await store.incomingStorePacket(client, message('a', 'x', { qos: 2, messageId: 1 }))
    broker.emit('clientDisconnect', client)
    expect(store.stats.sessions).toBe(0)
  })

  test('hands out each will once, those of living brokers not at all', async ({ store }) => {
    const client = { id: 'board' }
    const will = message('gone', 'x')
    await store.putWill(client, will)
    expect(await wills(store, { 'broker-1': 1 })).toEqual([])
    expect((await wills(store, {})).map(({ clientId, brokerId }) => [clientId, brokerId])).toEqual([
      ['board', 'broker-1'],
    ])
    expect(await store.delWill({ id: 'board', brokerId: 'broker-1' })).toBe(will)
    expect(await wills(store)).toEqual([])
    expect(await store.delWill({ id: 'board' })).toBeUndefined()
  })

  test('does not delete the will of a new connection for the old one', async ({ store }) => {
    const client = { id: 'board' }
    const old = message('gone', 'old')
    const fresh = message('gone', 'new')
    await store.putWill(client, old)
    await store.putWill(client, fresh)
    expect(await store.delWill({ id: 'board', will: old })).toBeUndefined()
    expect(await store.getWill(client)).toBe(fresh)
  })
}
