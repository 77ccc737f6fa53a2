import type { BrokerClient, StoredPacket } from '../aedes-internals.ts'
import { grantOf, lowerQos } from '../routing/grant.ts'
import { Message } from '../routing/message.ts'
import { matchesFilter } from '../routing/topic-trie.ts'
import type { GuardedStore } from './guarded-store.ts'
import type { Outbox } from './outbox.ts'

interface Subscriber {
  readonly client: BrokerClient
  readonly outbox: Outbox
  readonly store: GuardedStore
  readonly brokerId: string
  readonly mayReceive: (topic: string) => boolean
}

/**
 * Sends the retained messages of a new subscription as fast as the client takes them. What was published to one of
 * their topics meanwhile is newer and has been sent already, so the retained message of that topic is left out.
 */
export async function sendRetained(subscriber: Subscriber, filters: readonly string[]): Promise<void> {
  const { client, outbox, store, brokerId, mayReceive } = subscriber
  const superseded = outbox.watchTopics()
  try {
    for await (const packet of store.createRetainedStreamCombi([...filters]) as AsyncIterable<StoredPacket>) {
      if (client.closed) return
      const message = new Message(packet, { brokerId, counter: 0 })
      const grant = grantOf(
        filters
          .filter((filter) => matchesFilter(filter, packet.topic))
          .flatMap((filter) => client.subscriptions[filter] ?? []),
      )
      if (grant === undefined || superseded.has(packet.topic) || !mayReceive(packet.topic)) continue
      if (message.isExpired) {
        await store.storeRetained({ ...packet, payload: Buffer.alloc(0) })
        continue
      }
      const qos = lowerQos(grant.qos, message.qos)
      outbox.accept({ message, qos, retain: true, identifiers: grant.identifiers })
      await outbox.room()
    }
  } finally {
    outbox.unwatchTopics(superseded)
  }
}
