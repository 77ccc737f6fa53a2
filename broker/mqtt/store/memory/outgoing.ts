import { Readable } from 'node:stream'
import type { PubrelPacket, Store, StoreClient, StoredPacket, Subscriber } from '../store.ts'
import { deliveryQos, keyOf, type Message, type QueueEntry, toPacket } from './queue.ts'
import type { Session } from './session.ts'
import type { StoreState } from './store-state.ts'

type Outgoing = Pick<
  Store,
  'outgoingEnqueue' | 'outgoingEnqueueCombi' | 'outgoingUpdate' | 'outgoingClearMessageId' | 'outgoingStream'
>

/** The messages that sessions wait for or have not acknowledged. */
export function outgoing({ queues, sessions }: StoreState): Outgoing {
  const connections = new WeakMap<StoreClient, number>()
  let lastConnection = 0

  function connectionOf(client: StoreClient): number {
    const known = connections.get(client)
    if (known !== undefined) return known
    connections.set(client, ++lastConnection)
    return lastConnection
  }

  function enqueue(subscriber: Subscriber, packet: StoredPacket, message: Message) {
    const session = sessions.open({ id: subscriber.clientId })
    const qos = deliveryQos(packet, subscriber)
    const newest = session.queue.last
    if (newest?.message === message) {
      newest.copies++
      if (qos > newest.qos) newest.qos = qos
      return
    }
    // [MQTT-3.3.1-9]: what comes by a subscription is not marked as retained, unless the subscriber asked for that.
    queues.enqueue(session, message, { qos, retain: packet.retain === true && subscriber.rap === true })
  }

  /** Without a message id Aedes gives back one copy of what it does not deliver. */
  function giveBack(session: Session, entry: QueueEntry) {
    if (--entry.copies > 0) return
    queues.remove(entry)
    sessions.endIfEmpty(session)
  }

  return {
    async outgoingEnqueue(subscriber, packet) {
      enqueue(subscriber, packet, queues.message(packet))
    },
    async outgoingEnqueueCombi(subscribers, packet) {
      if (subscribers.length === 0) return
      const message = queues.message(packet)
      for (const subscriber of subscribers) enqueue(subscriber, packet, message)
    },
    async outgoingUpdate(client, packet) {
      const session = sessions.get(client.id)
      const { messageId } = packet
      // What was dropped meanwhile is delivered all the same: an error would cost the client its connection.
      if (session === undefined || typeof messageId !== 'number') return
      if (isPubrel(packet)) {
        if (session.byMessageId.has(messageId)) queues.release(session, messageId)
        return
      }
      const entry = session.byKey.get(keyOf(packet) ?? '')
      if (entry !== undefined) packet.messageId = queues.sent(entry, messageId, connectionOf(client))
    },
    async outgoingClearMessageId(client, packet) {
      const session = sessions.get(client.id)
      if (session === undefined) return undefined
      const { messageId } = packet
      const hasId = typeof messageId === 'number'
      const entry = hasId ? session.byMessageId.get(messageId) : session.byKey.get(keyOf(packet) ?? '')
      if (entry !== undefined) {
        const cleared = toPacket(entry, connectionOf(client))
        if (hasId) entry.copies = 0
        giveBack(session, entry)
        return cleared
      }
      if (!hasId || !session.released.has(messageId)) return undefined
      queues.complete(session, messageId)
      sessions.endIfEmpty(session)
      return { cmd: 'pubrel', messageId }
    },
    outgoingStream(client) {
      const session = sessions.get(client.id)
      if (session === undefined) return Readable.from([])
      return Readable.from(resend(session, connectionOf(client)))
    },
  }
}

/** What was there at the first look and is still there when its turn comes. */
function resend(session: Session, connection: number): Iterable<StoredPacket | PubrelPacket> {
  const released = [...session.released.keys()]
  const entries = [...session.queue]
  return (function* () {
    for (const messageId of released) {
      if (session.released.has(messageId)) yield { cmd: 'pubrel' as const, messageId }
    }
    for (const entry of entries) {
      if (entry.inSession !== undefined) yield toPacket(entry, connection)
    }
  })()
}

function isPubrel(packet: StoredPacket | PubrelPacket): packet is PubrelPacket {
  return packet.cmd === 'pubrel'
}
