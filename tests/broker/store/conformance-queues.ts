import { expect } from 'vitest'
import type { StoredPacket } from '../../../broker/mqtt/store/store.ts'
import type { OpenStore } from './conformance.ts'
import { message, publish, queuedTexts, queueOf, subscribe } from './open-store.ts'
import { storeTest } from './with-store.ts'

const reader = { id: 'reader' }
const texts = (howMany: number) => Array.from({ length: howMany }, (_, index) => `m${index}`)

/** Queues of QoS 1 and 2: order, message ids, repetitions, overlapping subscriptions. */
export function queueConformance(open: OpenStore): void {
  const test = storeTest(open)

  test('keeps the order of messages whose calls nobody waited for', async ({ store }) => {
    await subscribe(store, reader, 'a')
    const subscribers = await store.subscriptionsByTopic('a')
    await Promise.all(texts(200).map((text) => store.outgoingEnqueueCombi(subscribers, message('a', text))))
    expect(await queuedTexts(store, reader)).toEqual(texts(200))
  })

  test('queues nothing for a QoS 0 subscription', async ({ store }) => {
    await subscribe(store, reader, 'a', 0)
    await publish(store, message('a', 'x'))
    expect(await queueOf(store, reader)).toEqual([])
  })

  test('stops to queue when a subscription is replaced by one of QoS 0', async ({ store }) => {
    await subscribe(store, reader, 'a', 1)
    await subscribe(store, reader, 'a', 0)
    await publish(store, message('a', 'x'))
    expect(await queueOf(store, reader)).toEqual([])
  })

  test('queues with the lower QoS of message and subscription', async ({ store }) => {
    await subscribe(store, reader, 'a/+', 1)
    await publish(store, message('a/b', 'x', { qos: 2 }))
    await subscribe(store, reader, 'a/b', 2)
    await publish(store, message('a/b', 'y', { qos: 2 }))
    expect((await queueOf(store, reader)).map(({ qos }) => qos)).toEqual([1, 2])
  })

  test('does not mark a queued message as retained unless the subscription asks for it', async ({ store }) => {
    const keeper = { id: 'keeper' }
    await subscribe(store, reader, 'a')
    await store.addSubscriptions(keeper, [{ topic: 'a', qos: 1, rap: true }])
    await publish(store, message('a', 'x', { retain: true }))
    expect((await queueOf(store, reader)).map(({ retain }) => retain)).toEqual([false])
    expect((await queueOf(store, keeper)).map(({ retain }) => retain)).toEqual([true])
  })

  test('queues a message once for overlapping subscriptions and keeps it when the second delivery is given back', async ({
    store,
  }) => {
    await subscribe(store, reader, 'a/#')
    await subscribe(store, reader, 'a/b')
    const packet = message('a/b', 'x')
    await publish(store, packet)
    await store.outgoingClearMessageId(reader, { ...packet })
    expect(await queuedTexts(store, reader)).toEqual(['x'])
    await store.outgoingUpdate(reader, { ...packet, messageId: 7 })
    await store.outgoingClearMessageId(reader, { messageId: 7 })
    expect(await queuedTexts(store, reader)).toEqual([])
  })

  test('gives back the very message that is not delivered, not the oldest one', async ({ store }) => {
    await subscribe(store, reader, 'a')
    const second = message('a', 'second')
    await publish(store, message('a', 'first'))
    await publish(store, second)
    await store.outgoingClearMessageId(reader, { ...second })
    expect(await queuedTexts(store, reader)).toEqual(['first'])
  })

  test('keeps the queue when a retained message is refused on SUBSCRIBE', async ({ store }) => {
    await subscribe(store, reader, 'a')
    await publish(store, message('a', 'first'))
    await store.outgoingClearMessageId(reader, message('b', 'retained', { brokerId: null }))
    expect(await queuedTexts(store, reader)).toEqual(['first'])
  })

  test('sends an unacknowledged message again with its id and marked as repeated', async ({ store }) => {
    await subscribe(store, reader, 'a')
    const packet = message('a', 'x')
    await publish(store, packet)
    await publish(store, message('a', 'y'))
    await store.outgoingUpdate(reader, { ...packet, messageId: 42 })
    const again = await queueOf(store, { id: 'reader' })
    expect(again.map(({ messageId, dup }) => [messageId, dup])).toEqual([
      [42, true],
      [undefined, false],
    ])
  })

  test('gives another message id when the wanted one is in flight or released', async ({ store }) => {
    await subscribe(store, reader, 'a', 2)
    const packets = ['x', 'y', 'z'].map((text) => message('a', text, { qos: 2 }))
    const sent: StoredPacket[] = []
    for (const packet of packets) {
      await publish(store, packet)
      const copy = { ...packet, messageId: 65_535 }
      await store.outgoingUpdate(reader, copy)
      if (sent.length === 0) await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 65_535 })
      sent.push(copy)
    }
    expect(sent.map(({ messageId }) => messageId)).toEqual([65_535, 1, 2])
    await store.outgoingClearMessageId(reader, { messageId: 1 })
    expect(await queuedTexts(store, reader)).toEqual(['pubrel', 'z'])
  })

  test('repeats PUBREL in the order of the PUBRECs until PUBCOMP comes', async ({ store }) => {
    await subscribe(store, reader, 'a', 2)
    for (const messageId of [1, 2, 3]) {
      const packet = message('a', `m${messageId}`, { qos: 2 })
      await publish(store, packet)
      await store.outgoingUpdate(reader, { ...packet, messageId })
    }
    await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 2 })
    await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 1 })
    const ids = async () => (await queueOf(store, reader)).map(({ cmd, messageId }) => `${cmd} ${messageId}`)
    expect(await ids()).toEqual(['pubrel 2', 'pubrel 1', 'publish 3'])
    await store.outgoingClearMessageId(reader, { messageId: 2 })
    expect(await ids()).toEqual(['pubrel 1', 'publish 3'])
  })

  test('takes an answer to what it does not know without an error', async ({ store }) => {
    await subscribe(store, reader, 'a')
    await store.outgoingUpdate(reader, message('a', 'dropped', { messageId: 5 }))
    await store.outgoingUpdate(reader, { cmd: 'pubrel', messageId: 6 })
    await store.outgoingUpdate({ id: 'nobody' }, { cmd: 'pubrel', messageId: 6 })
    await store.incomingDelPacket(reader, { messageId: 7 })
    await store.delWill({ id: 'nobody' })
    expect(await queueOf(store, reader)).toEqual([])
  })

  test('does not repeat what is acknowledged while the queue is being sent', async ({ store }) => {
    await subscribe(store, reader, 'a')
    const packets = texts(100).map((text) => message('a', text))
    for (const packet of packets) await publish(store, packet)
    const sent: unknown[] = []
    for await (const packet of store.outgoingStream(reader)) {
      sent.push(packet.payload.toString())
      const late = packets[99]
      if (sent.length === 1 && late) await store.outgoingClearMessageId(reader, late)
      await publish(store, message('a', 'later'))
    }
    expect(sent).toEqual(texts(99))
  })

  test('keeps what a QoS 2 publisher has to be answered for', async ({ store }) => {
    const packet = message('a', 'x', { qos: 2, messageId: 9 })
    await store.incomingStorePacket(reader, packet)
    expect((await store.incomingGetPacket(reader, { messageId: 9 })).messageId).toBe(9)
    await expect(store.incomingStorePacket(reader, packet)).rejects.toThrow('not yet on disk')
    await expect(store.incomingGetPacket({ id: 'other' }, { messageId: 9 })).rejects.toThrow('no such packet')
    await store.incomingDelPacket(reader, { messageId: 9 })
    await expect(store.incomingGetPacket(reader, { messageId: 9 })).rejects.toThrow('no such packet')
  })
}
