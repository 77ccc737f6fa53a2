import type { MessageProperties, Qos, StoredPacket, Subscriber } from '../store.ts'
import type { ListNode } from './linked-list.ts'
import { bytesOf, ownCopy } from './retained.ts'
import type { Session } from './session.ts'

/** What all sessions that wait for the same PUBLISH share. */
export interface Message {
  readonly row: number
  readonly topic: string
  readonly payload: Buffer | string
  readonly bytes: number
  readonly brokerId: string | null | undefined
  readonly brokerCounter: number | undefined
  readonly properties: MessageProperties | undefined
  readonly messageExpiry: number | undefined
  references: number
  isStored: boolean
}

/** One message in the queue of one session. */
export interface QueueEntry {
  readonly session: Session
  readonly message: Message
  readonly position: number
  readonly retain: boolean
  qos: Qos
  /** What it was sent with last. */
  messageId: number | undefined
  /** The connection it was sent on; on any other one it is a repetition. */
  sentOn: number | undefined
  /** Overlapping subscriptions that matched it: Aedes delivers once and gives back each of the others. */
  copies: number
  inSession: ListNode<QueueEntry> | undefined
  inAll: ListNode<QueueEntry> | undefined
  isStored: boolean
}

type Identified = Pick<StoredPacket, 'brokerId' | 'brokerCounter'>

/** What tells one PUBLISH of this process from all others; retained messages sent on SUBSCRIBE have none. */
export function keyOf({ brokerId, brokerCounter }: Identified): string | undefined {
  return brokerId ? `${brokerId}:${brokerCounter}` : undefined
}

export function newMessage(row: number, packet: StoredPacket): Message {
  const payload = ownCopy(packet.payload)
  return {
    row,
    topic: packet.topic,
    payload,
    bytes: bytesOf({ topic: packet.topic, payload }),
    brokerId: packet.brokerId,
    brokerCounter: packet.brokerCounter,
    properties: packet.properties,
    messageExpiry: packet.messageExpiry,
    references: 0,
    isStored: false,
  }
}

/** The QoS of a delivery is the lower one of the message and of the best matching subscription [MQTT-3.8.4-6]. */
export function deliveryQos(packet: StoredPacket, subscriber: Subscriber): Qos {
  const published = packet.qos ?? 0
  return subscriber.qos !== undefined && subscriber.qos < published ? subscriber.qos : published
}

/** A fresh packet, because Aedes writes into what it gets. */
export function toPacket(entry: QueueEntry, connection: number): StoredPacket {
  const { message, messageId } = entry
  const packet: StoredPacket = {
    cmd: 'publish',
    brokerId: message.brokerId,
    brokerCounter: message.brokerCounter,
    topic: message.topic,
    payload: message.payload,
    qos: entry.qos,
    retain: entry.retain,
    dup: messageId !== undefined && entry.sentOn !== connection,
    messageId,
  }
  if (message.properties !== undefined) packet.properties = { ...message.properties }
  if (message.messageExpiry !== undefined) packet.messageExpiry = message.messageExpiry
  return packet
}
