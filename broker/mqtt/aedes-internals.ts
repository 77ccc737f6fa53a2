import type { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { Aedes, PublishPacket as AedesPublishPacket, Client } from 'aedes'
import type { PublishProperties } from './publish-properties.ts'

/** A PUBLISH with its properties as the hub reads them. */
export interface PublishPacket extends Omit<AedesPublishPacket, 'properties'> {
  properties?: PublishProperties
}

/** What Aedes keeps per filter of a client. */
export interface ClientSubscription {
  readonly qos: 0 | 1 | 2
  readonly func: Listener
  readonly rap?: boolean | undefined
  readonly nl?: boolean | undefined
  /** Subscription Identifier of MQTT 5. */
  readonly si?: number | undefined
}

export type Listener = (packet: PublishPacket, done: () => void) => void

export interface Will extends Omit<PublishPacket, 'cmd' | 'dup'> {
  clientId?: string
}

/** A packet as the persistence keeps it. */
export interface StoredPacket extends Omit<PublishPacket, 'cmd'> {
  cmd: 'publish' | 'pubrel'
  brokerId?: string
  brokerCounter?: number
  /** Milliseconds since 1970. */
  messageExpiry?: number
}

/** What is known of a packet identifier alone. */
export interface PacketId {
  readonly messageId?: number | undefined
  readonly cmd?: string
}

/** What of a QoS 2 message is left after its PUBREC. */
interface Pubrel {
  readonly cmd: 'pubrel'
  readonly messageId: number
}

type ClientId = { readonly id: string }
export interface StoredSubscription {
  readonly topic: string
  readonly qos: 0 | 1 | 2
  readonly rh?: number | undefined
  readonly rap?: boolean | undefined
  readonly nl?: boolean | undefined
  readonly subscriptionIdentifier?: number | undefined
}
type KeptSubscription = Partial<StoredSubscription> & { readonly clientId: string }

/** The persistence API of Aedes 2 as far as it is used; `flushed` resolves when all that was called before is safe on disk. */
export interface Store {
  storeRetained(packet: StoredPacket): Promise<unknown>
  createRetainedStreamCombi(filters: string[]): Readable
  addSubscriptions(client: ClientId, subscriptions: StoredSubscription[]): Promise<unknown>
  removeSubscriptions(client: ClientId, filters: string[]): Promise<unknown>
  subscriptionsByClient(client: ClientId): Promise<StoredSubscription[]>
  subscriptionsByTopic(topic: string): Promise<KeptSubscription[]>
  countOffline(): Promise<{ subsCount: number; clientsCount: number }>
  cleanSubscriptions(client: ClientId): Promise<unknown>
  outgoingEnqueueCombi(to: { clientId: string }[], packet: StoredPacket): Promise<unknown>
  outgoingUpdate(client: ClientId, packet: StoredPacket | Pubrel): Promise<unknown>
  outgoingClearMessageId(client: ClientId, packet: PacketId): Promise<unknown>
  outgoingStream(client: ClientId): Readable
  incomingStorePacket(client: ClientId, packet: PublishPacket): Promise<unknown>
  incomingGetPacket(client: ClientId, packet: PacketId): Promise<unknown>
  incomingDelPacket(client: ClientId, packet: PacketId): Promise<unknown>
  putWill(client: ClientId, will: Will): Promise<unknown>
  delWill(owner: ClientId & { readonly brokerId?: string; readonly will?: StoredPacket }): Promise<unknown>
  streamWill(brokers?: object): Readable
  flushed?(): Promise<void>
  /** Ends the sessions whose time is over and answers their client ids. */
  expireSessions?(now: number): string[]
  destroy?(): Promise<unknown>
}

export interface PacketParser extends EventEmitter {
  parse(bytes: Buffer): number
  error: Error | null
  readonly packet: { readonly cmd: string; readonly length: number }
  readonly _list: { readonly length: number; slice(start: number, end: number): Buffer }
  _pos: number
  readonly settings: { readonly protocolVersion?: number }
  _parsePayload(): unknown
  _parseVarByteNum(): number | false
  _parseProperties(): object | false
  _emitError(error: Error): void
}

/** What the corrections need of a client that is not in the types of Aedes. */
export interface ClientInternals {
  subscriptions: Record<string, ClientSubscription>
  will: Will | null
  connackSent: boolean
  readonly _parser: PacketParser
  /** Packets that Aedes is busy with. */
  readonly _parsingBatch: number
  readonly _paused?: boolean
  _cleanStart?: boolean
  _requestProblemInformation?: boolean
  _serverKeepAlive?: number
  readonly _keepaliveInterval: number
  /** MQTT 5, in seconds. */
  readonly _connectSessionExpiryInterval?: number
  readonly _keepaliveTimer: NodeJS.Timeout | null
  emptyOutgoingQueue(done?: () => void): void
  rejectPacketTooLarge(bytes: number): void
  pause(): void
  resume(): void
}

export type BrokerClient = Client & ClientInternals

type PublishDone = (error?: Error) => void

/** What the corrections need of the broker that is not in the types of Aedes. */
export interface BrokerInternals {
  persistence: Store
  clients: Record<string, BrokerClient>
  connectedClients: number
  readonly _takingOver: Set<string>
  publish(packet: PublishPacket, client: BrokerClient | null | PublishDone, done?: PublishDone): void
  registerClient(client: BrokerClient): void
  unregisterClient(client: BrokerClient): void
  scheduleSessionExpiry(client: BrokerClient): void
  publishWill(client: BrokerClient, will: Will): void
  _finishRegisterClient(client: BrokerClient): void
}

export type Broker = Omit<Aedes, keyof BrokerInternals> & BrokerInternals

/** The one place where the public types of Aedes are widened to what is really there. */
export function internalsOf(broker: Aedes): Broker {
  return broker as Omit<Aedes, keyof BrokerInternals> as Broker
}

export function clientInternals(client: Client): BrokerClient {
  return client as BrokerClient
}
