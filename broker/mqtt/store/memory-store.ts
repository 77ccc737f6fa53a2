import { Readable } from 'node:stream'
import { type Mirror, noMirror } from './memory/mirror.ts'
import { outgoing } from './memory/outgoing.ts'
import { bytesOf, ownCopy } from './memory/retained.ts'
import type { Session } from './memory/session.ts'
import { createStoreState, type StoreState } from './memory/store-state.ts'
import type { Store, StoreBroker, StoreClient, StoredPacket, StoreOptions, WillOwner } from './store.ts'

const noSuchPacket = 'no such packet'

/** A store that forgets everything with the process. */
export function createMemoryStore(options: StoreOptions): Store {
  return createStoreInMemory(options, createStoreState(options, noMirror), noMirror)
}

/** The memory behind every store: what a disk adapter mirrors, it hears of through `mirror`. */
export function createStoreInMemory(options: StoreOptions, state: StoreState, mirror: Mirror): Store {
  const { retained, sessions, wills } = state
  const { limits, mayKeep } = options
  let broker: StoreBroker = { id: '' }

  function rememberIncoming(session: Session, messageId: number, packet: StoredPacket) {
    const { cmd, topic, qos, retain, dup } = packet
    // Aedes only asks whether it is there: a client that never releases must not fill the memory with payloads.
    const hasRoom = session.incomingBytes + bytesOf(packet) <= limits.maxQueuedBytesPerSession
    const payload = hasRoom ? ownCopy(packet.payload) : Buffer.alloc(0)
    const kept: StoredPacket = { cmd, topic, payload, qos, retain, dup, messageId }
    session.incomingBytes += bytesOf(kept)
    session.incoming.set(messageId, kept)
    mirror.incoming(session, messageId)
  }

  return {
    get broker() {
      return broker
    },
    get stats() {
      return state.stats
    },
    async setup(owner) {
      broker = owner
      owner.on?.('client', (client) => sessions.connected(client))
      owner.on?.('clientDisconnect', (client) => sessions.disconnected(client))
    },
    async flushed() {},
    expireSessions: (now) => sessions.expire(now),
    async destroy() {},

    async storeRetained(packet) {
      retained.store(packet)
    },
    createRetainedStream: (filter) => Readable.from(retained.match([filter])),
    createRetainedStreamCombi: (filters) => Readable.from(retained.match(filters)),

    async addSubscriptions(client, subscriptions) {
      const kept = mayKeep === undefined ? subscriptions : subscriptions.filter((each) => mayKeep(client, each))
      if (kept.length === 0) return
      const session = sessions.open(client)
      for (const subscription of kept) sessions.subscribe(session, subscription)
    },
    async removeSubscriptions(client, filters) {
      const session = sessions.get(client.id)
      if (session === undefined) return
      for (const filter of filters) sessions.unsubscribe(session, filter)
      sessions.endIfEmpty(session)
    },
    async subscriptionsByClient(client) {
      const session = sessions.get(client.id)
      return [...(session?.subscriptions.values() ?? [])].map((subscription) => ({ ...subscription }))
    },
    async subscriptionsByTopic(topic) {
      return sessions.subscribers(topic)
    },
    async countOffline() {
      return { subsCount: sessions.subscriptionCount, clientsCount: sessions.subscribedCount }
    },
    async cleanSubscriptions(client) {
      const session = sessions.get(client.id)
      if (session !== undefined) sessions.end(session)
    },
    getClientList(filter) {
      return Readable.from([...sessions.all()].filter((each) => each.subscriptions.has(filter)).map((s) => s.clientId))
    },

    ...outgoing(state),

    async incomingStorePacket(client, packet) {
      const { messageId } = packet
      if (typeof messageId !== 'number') throw new Error('a QoS 2 message has no id')
      const session = sessions.open(client)
      // It was there when Aedes asked, and could not be promised: neither can this repetition be.
      if (session.incoming.has(messageId)) throw new Error('the message is known and not yet on disk')
      rememberIncoming(session, messageId, packet)
    },
    async incomingGetPacket(client, { messageId }) {
      const packet = sessions.get(client.id)?.incoming.get(messageId ?? -1)
      if (packet === undefined) throw new Error(noSuchPacket)
      return packet
    },
    async incomingDelPacket(client, { messageId }) {
      const session = sessions.get(client.id)
      const packet = session?.incoming.get(messageId ?? -1)
      // Aedes leaves a rejection of this one unhandled, and nothing to delete is as good as deleted.
      if (session === undefined || packet === undefined || typeof messageId !== 'number') return
      session.incomingBytes -= bytesOf(packet)
      session.incoming.delete(messageId)
      mirror.incoming(session, messageId)
      sessions.endIfEmpty(session)
    },

    async putWill(client: StoreClient, packet: StoredPacket) {
      packet.brokerId = broker.id
      packet.clientId = client.id
      wills.set(client.id, packet)
      mirror.will(client.id)
    },
    async getWill(client) {
      return wills.get(client.id)
    },
    async delWill({ id, will }: WillOwner) {
      const stored = wills.get(id)
      if (stored === undefined || (will !== undefined && will !== stored)) return undefined
      wills.delete(id)
      mirror.will(id)
      return stored
    },
    streamWill(brokers = {}) {
      return Readable.from([...wills.values()].filter(({ brokerId }) => !Object.hasOwn(brokers, brokerId ?? '')))
    },
  }
}
