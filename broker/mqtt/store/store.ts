import type { Readable } from 'node:stream'
import type { PublishProperties } from '../publish-properties.ts'

export type Qos = 0 | 1 | 2

/** A PUBLISH as Aedes hands it to its persistence; further fields are kept for retained messages in memory. */
export interface StoredPacket {
  cmd?: string | undefined
  topic: string
  payload: Buffer | string
  qos?: Qos | undefined
  retain?: boolean | undefined
  dup?: boolean | undefined
  messageId?: number | null | undefined
  brokerId?: string | null | undefined
  brokerCounter?: number | undefined
  clientId?: string | undefined
  nl?: boolean | undefined
  properties?: MessageProperties | undefined
  /** When the message expires (milliseconds since 1970), by its MQTT 5 Message Expiry Interval. */
  messageExpiry?: number | undefined
}

/** Of a PUBLISH or a will. */
export interface MessageProperties extends PublishProperties {
  readonly willDelayInterval?: number
}

/** The PUBREL that a QoS 2 delivery waits to be answered for. */
export interface PubrelPacket {
  readonly cmd: 'pubrel'
  readonly messageId: number
  readonly brokerId?: string | null | undefined
  readonly brokerCounter?: number | undefined
}

export interface StoreClient {
  readonly id: string
  /** The session ends with the connection. */
  readonly clean?: boolean
  readonly version?: number | null
  /** MQTT 5, in seconds; 0xFFFFFFFF never expires. */
  readonly sessionExpiryInterval?: number
}

export interface Subscription {
  readonly topic: string
  readonly qos: Qos
  readonly rh?: number | undefined
  readonly rap?: boolean | undefined
  readonly nl?: boolean | undefined
  readonly subscriptionIdentifier?: number | undefined
}

/** A subscription of a kept session, as a published topic finds it. Shared, not to be changed. */
export interface Subscriber {
  readonly clientId: string
  readonly topic?: string
  readonly qos?: Qos
  readonly rh?: number | undefined
  readonly rap?: boolean | undefined
  readonly nl?: boolean | undefined
}

export interface WillOwner {
  readonly id: string
  readonly brokerId?: string
  /** When given, only this very will is deleted: a later connection may have stored another one by now. */
  readonly will?: StoredPacket | undefined
}

/** What the store needs of Aedes; without `on` every session counts as disconnected. */
export interface StoreBroker {
  id: string
  on?(event: 'client' | 'clientDisconnect', listener: (client: StoreClient) => void): unknown
}

export interface StoreStats {
  readonly retainedMessages: number
  readonly retainedBytes: number
  readonly sessions: number
  readonly queuedMessages: number
  readonly queuedBytes: number
  readonly dropped: Readonly<Record<DropReason, number>>
}

export const dropReasons = [
  /** The oldest of a session that is over its cap, before it was ever sent. */
  'queue_full',
  /** The same, sent but not acknowledged: it is not sent again after a reconnect. */
  'in_flight_full',
  /** The oldest of all sessions when they are over the cap together. */
  'all_queues_full',
  /** Not retained; delivered all the same. */
  'retained_full',
  /** What a session still had waiting when it expired or had to make room. */
  'session_expired',
  /** A whole session, the one that was disconnected first, that had to make room for another one. */
  'sessions_full',
] as const
export type DropReason = (typeof dropReasons)[number]

/**
 * Where the MQTT broker keeps retained messages, sessions and wills: what Aedes 2 calls on its `persistence`, and how to
 * wait for the disk. State changes when a method is called, not when its promise resolves, so nothing is reordered.
 */
export interface Store {
  readonly broker: StoreBroker
  readonly stats: StoreStats
  setup(broker: StoreBroker): Promise<void>
  /** Resolves when everything called before is on disk; rejects when it could not be written: acknowledge nothing then. */
  flushed(): Promise<void>
  /** Ends the sessions whose time is over and answers their client ids. */
  expireSessions(now: number): string[]
  /** Writes what is left and closes. */
  destroy(): Promise<void>

  storeRetained(packet: StoredPacket): Promise<void>
  createRetainedStream(filter: string): Readable
  createRetainedStreamCombi(filters: readonly string[]): Readable

  addSubscriptions(client: StoreClient, subscriptions: readonly Subscription[]): Promise<void>
  removeSubscriptions(client: StoreClient, filters: readonly string[]): Promise<void>
  subscriptionsByClient(client: StoreClient): Promise<Subscription[]>
  subscriptionsByTopic(topic: string): Promise<Subscriber[]>
  countOffline(): Promise<{ subsCount: number; clientsCount: number }>
  /** Ends the session: its queue and its QoS 2 state go with its subscriptions [MQTT-3.1.2-6]. */
  cleanSubscriptions(client: StoreClient): Promise<void>
  getClientList(filter: string): Readable

  outgoingEnqueue(subscriber: Subscriber, packet: StoredPacket): Promise<void>
  outgoingEnqueueCombi(subscribers: readonly Subscriber[], packet: StoredPacket): Promise<void>
  /** Notes the message id a PUBLISH is sent with, which changes if it is still in use; a PUBREL replaces its PUBLISH. */
  outgoingUpdate(client: StoreClient, packet: StoredPacket | PubrelPacket): Promise<void>
  outgoingClearMessageId(
    client: StoreClient,
    packet: Pick<StoredPacket, 'messageId' | 'brokerId' | 'brokerCounter'>,
  ): Promise<StoredPacket | PubrelPacket | undefined>
  outgoingStream(client: StoreClient): Readable

  incomingStorePacket(client: StoreClient, packet: StoredPacket): Promise<void>
  /** Rejects if there is none, which is how Aedes tells a new PUBLISH from a repeated one. */
  incomingGetPacket(
    client: StoreClient,
    packet: { readonly messageId?: number | null | undefined },
  ): Promise<StoredPacket>
  incomingDelPacket(client: StoreClient, packet: { readonly messageId?: number | null | undefined }): Promise<void>

  putWill(client: StoreClient, packet: StoredPacket): Promise<void>
  getWill(client: StoreClient): Promise<StoredPacket | undefined>
  delWill(owner: WillOwner): Promise<StoredPacket | undefined>
  /** The wills of all brokers but the named ones. */
  streamWill(brokers?: Readonly<Record<string, unknown>>): Readable
}

export interface StoreLimits {
  readonly maxQueuedPerSession: number
  readonly maxQueuedBytesPerSession: number
  readonly maxQueuedMessages: number
  readonly maxQueuedBytes: number
  readonly maxRetainedMessages: number
  readonly maxRetainedBytes: number
  readonly maxSessions: number
  readonly sessionExpiryMs: number
}

export interface StoreOptions {
  readonly limits: StoreLimits
  readonly clock: { now(): number }
  /**
   * Whether a filter of a SUBSCRIBE was granted. Aedes asks to keep all filters of a packet as soon as one is granted;
   * whoever was refused a topic must not find its messages in the queue after the next connect.
   */
  readonly mayKeep?: ((client: StoreClient, subscription: Subscription) => boolean) | undefined
}
