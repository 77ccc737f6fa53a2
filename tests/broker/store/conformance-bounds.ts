import { expect } from 'vitest'
import type { OpenStore } from './conformance.ts'
import { clock, message, publish, queuedTexts, retainedTexts, subscribe } from './open-store.ts'
import { storeTest } from './with-store.ts'

const reader = { id: 'reader' }

/** What happens at each bound: the oldest goes and is counted, the new one is served. */
export function boundsConformance(open: OpenStore): void {
  const test = storeTest(open)

  test(
    'drops the oldest message of a session that is over its cap',
    async ({ store }) => {
      await subscribe(store, reader, 'a')
      for (const text of ['1', '2', '3', '4', '5']) await publish(store, message('a', text))
      expect(await queuedTexts(store, reader)).toEqual(['3', '4', '5'])
      expect(store.stats.dropped.queue_full).toBe(2)
      expect(store.stats.queuedMessages).toBe(3)
    },
    { limits: { maxQueuedPerSession: 3 } },
  )

  test(
    'counts a dropped message that was sent and not acknowledged apart',
    async ({ store }) => {
      await subscribe(store, reader, 'a')
      const first = message('a', '1')
      await publish(store, first)
      await store.outgoingUpdate(reader, { ...first, messageId: 1 })
      await publish(store, message('a', '2'))
      expect(await queuedTexts(store, reader)).toEqual(['2'])
      expect(store.stats.dropped).toMatchObject({ queue_full: 0, in_flight_full: 1 })
    },
    { limits: { maxQueuedPerSession: 1 } },
  )

  test(
    'drops the oldest message of a session that has too many bytes',
    async ({ store }) => {
      await subscribe(store, reader, 'a')
      for (const text of ['1234', '5678', '9abc']) await publish(store, message('a', text))
      expect(await queuedTexts(store, reader)).toEqual(['5678', '9abc'])
    },
    { limits: { maxQueuedBytesPerSession: 10 } },
  )

  test(
    'drops the oldest of all messages when all queues together are full',
    async ({ store }) => {
      await subscribe(store, { id: 'one' }, 'a')
      await subscribe(store, { id: 'two' }, 'b')
      await publish(store, message('a', '1'))
      await publish(store, message('b', '2'))
      await publish(store, message('b', '3'))
      expect(await queuedTexts(store, { id: 'one' })).toEqual([])
      expect(await queuedTexts(store, { id: 'two' })).toEqual(['2', '3'])
      expect(store.stats.dropped.all_queues_full).toBe(1)
    },
    { limits: { maxQueuedMessages: 2 } },
  )

  test(
    'counts the bytes of a message that many sessions wait for once',
    async ({ store }) => {
      for (let index = 0; index < 10; index++) await subscribe(store, { id: `c${index}` }, 'a')
      await publish(store, message('a', '123456789'))
      expect(store.stats).toMatchObject({ queuedMessages: 10, queuedBytes: 10 })
      await publish(store, message('a', 'x'))
      expect(store.stats).toMatchObject({ queuedMessages: 20, queuedBytes: 12 })
      await publish(store, message('a', 'y'))
      expect(store.stats).toMatchObject({ queuedMessages: 20, queuedBytes: 4, dropped: { all_queues_full: 10 } })
    },
    { limits: { maxQueuedBytes: 13 } },
  )

  test(
    'does not retain a message over the cap and forgets the one it replaces',
    async ({ store }) => {
      await store.storeRetained(message('a', '1', { retain: true }))
      await store.storeRetained(message('b', '2', { retain: true }))
      await store.storeRetained(message('c', '3', { retain: true }))
      expect(await retainedTexts(store, '#')).toEqual(['a=1', 'b=2'])
      await store.storeRetained(message('b', 'far too long', { retain: true }))
      expect(await retainedTexts(store, '#')).toEqual(['a=1'])
      await store.storeRetained(message('c', '3', { retain: true }))
      expect(await retainedTexts(store, '#')).toEqual(['a=1', 'c=3'])
      expect(store.stats).toMatchObject({ retainedMessages: 2, retainedBytes: 4, dropped: { retained_full: 2 } })
    },
    { limits: { maxRetainedMessages: 2, maxRetainedBytes: 8 } },
  )

  test(
    'ends the session that is away longest to make room for a new one',
    async ({ store, broker }) => {
      const online = { id: 'online', clean: false, version: 4 }
      broker.emit('client', online)
      await subscribe(store, online, 'a')
      for (const id of ['old', 'newer']) {
        clock.time += 1000
        await subscribe(store, { id }, 'a')
      }
      await publish(store, message('a', 'x'))
      await subscribe(store, { id: 'newest' }, 'a')
      const ids = (await store.subscriptionsByTopic('a')).map(({ clientId }) => clientId)
      expect(ids.sort()).toEqual(['newer', 'newest', 'online'])
      expect(store.stats.dropped).toMatchObject({ sessions_full: 1, session_expired: 1 })
    },
    { limits: { maxSessions: 3 } },
  )

  test(
    'refuses a new session when all that there may be are connected',
    async ({ store, broker }) => {
      const online = { id: 'online', clean: false, version: 4 }
      broker.emit('client', online)
      await subscribe(store, online, 'a')
      await expect(subscribe(store, { id: 'other' }, 'a')).rejects.toThrow('no room for another session')
    },
    { limits: { maxSessions: 1 } },
  )
}
