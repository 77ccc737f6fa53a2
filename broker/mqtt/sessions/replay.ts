import type { BrokerClient, StoredPacket } from '../aedes-internals.ts'
import { grantFor } from '../routing/grant.ts'
import { Message } from '../routing/message.ts'
import type { GuardedStore } from './guarded-store.ts'
import type { Outbox } from './outbox.ts'

interface Session {
  readonly client: BrokerClient
  readonly outbox: Outbox
  readonly store: GuardedStore
  readonly brokerId: string
  readonly mayReceive: (topic: string) => boolean
}

/** Sends what a kept session has in the store, in order and as fast as the client takes it, then what came meanwhile. */
export async function replay(session: Session): Promise<void> {
  const { client, outbox, store, brokerId } = session
  try {
    await store.lane.idle()
    for await (const packet of store.outgoingStream(client) as AsyncIterable<StoredPacket>) {
      if (client.closed) return
      if (packet.brokerId === brokerId) outbox.sendHeld(packet.brokerCounter ?? 0)
      if (packet.cmd === 'pubrel') outbox.releaseAgain(packet.messageId ?? 0)
      else replayMessage(session, packet)
      await outbox.room()
    }
  } finally {
    outbox.open()
  }
}

function replayMessage({ client, outbox, mayReceive }: Session, packet: StoredPacket): void {
  const message = new Message(packet, { brokerId: packet.brokerId ?? '', counter: packet.brokerCounter ?? 0 })
  const grant = grantFor(client, packet.topic)
  const resentAs =
    packet.messageId !== undefined && !outbox.inFlight.has(packet.messageId) ? packet.messageId : undefined
  const parcel = {
    message,
    qos: packet.qos,
    retain: packet.retain && grant?.retainAsPublished === true,
    identifiers: grant?.identifiers ?? [],
    kept: Promise.resolve(),
    resentAs,
  }
  if (message.isExpired || !mayReceive(packet.topic)) outbox.forget(parcel)
  else outbox.enter(parcel)
}

/** Removes what a session that has ended left in the store. Stock Aedes stops after some 30 messages: nobody reads its stream. */
export async function wipe({ client, store }: Pick<Session, 'client' | 'store'>): Promise<void> {
  await store.lane.run(async () => {
    for await (const packet of store.outgoingStream(client) as AsyncIterable<StoredPacket>) {
      await store.outgoingClearMessageId(client, packet)
    }
  })
}
