import type { StoredPacket } from '../aedes-internals.ts'
import type { WirePacket } from '../connection/wire-packet.ts'
import type { PublishProperties, UserProperty } from '../publish-properties.ts'
import type { Grant } from './grant.ts'
import { publishBytes } from './publish-bytes.ts'

const maxPacketId = 65_535

export type MessageSource = Pick<StoredPacket, 'topic' | 'payload' | 'qos' | 'retain' | 'properties' | 'messageExpiry'>

/** Who passed a message on, and the how manieth it was there. */
export interface Origin {
  readonly brokerId: string
  readonly counter: number
  /** Client id. */
  readonly publisher?: string | undefined
}

export interface Layout {
  readonly isVersion5: boolean
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  readonly identifiers: Grant['identifiers']
}

/** A PUBLISH on its way to any number of subscribers; those who get the same bytes share them. */
export class Message {
  readonly topic: string
  readonly payload: Buffer
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  readonly publisher: string | undefined
  readonly properties: PublishProperties | undefined
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined
  /** The process that took the message, and its number there: how the persistence knows it again. */
  readonly brokerId: string
  readonly counter: number
  /** Resolves when sessions that are kept have it in the store; `undefined` if there are none. */
  enqueued: Promise<void> | undefined
  readonly #shared: (WirePacket | undefined)[] = []
  #identified: Map<string, WirePacket> | undefined

  constructor(packet: MessageSource, { brokerId, counter, publisher }: Origin) {
    this.topic = packet.topic
    this.payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    this.qos = packet.qos
    this.retain = packet.retain
    this.publisher = publisher
    this.brokerId = brokerId
    this.counter = counter
    this.properties = forwarded(packet.properties)
    const lifetime = this.properties?.messageExpiryInterval
    this.expiresAt = packet.messageExpiry ?? (lifetime === undefined ? undefined : Date.now() + lifetime * 1000)
  }

  get isExpired(): boolean {
    return this.expiresAt !== undefined && this.expiresAt <= Date.now()
  }

  /**
   * The packet identifier that every subscriber gets this message with, if it is free there: identifiers belong to
   * one connection, so nothing forbids that the same bytes serve all of them.
   */
  get packetId(): number {
    return 1 + (this.counter % maxPacketId)
  }

  /** Bytes that all subscribers with this layout share. Called once per subscriber: nothing is allocated for the second. */
  shared(isVersion5: boolean, qos: 0 | 1 | 2, retain: boolean, identifiers: Grant['identifiers']): WirePacket {
    if (isVersion5 && (identifiers.length > 0 || this.expiresAt !== undefined))
      return this.#sharedWithProperties({ isVersion5, qos, retain, identifiers })
    const index = (isVersion5 ? 6 : 0) + qos * 2 + (retain ? 1 : 0)
    const known = this.#shared[index]
    if (known !== undefined) return known
    const made = this.encode({ isVersion5, qos, retain, identifiers }, this.packetId, false)
    this.#shared[index] = made
    return made
  }

  encode({ isVersion5, qos, retain, identifiers }: Layout, packetId: number, dup: boolean): WirePacket {
    const { topic, payload } = this
    const properties = isVersion5 ? this.#propertiesFor(identifiers) : undefined
    return publishBytes({ topic, payload, qos, retain, dup, packetId, isVersion5, properties })
  }

  /** As the persistence keeps it, so that another process can send it. */
  stored(qos: 0 | 1 | 2, messageId?: number): StoredPacket {
    const { topic, payload, retain, brokerId, counter, properties, expiresAt } = this
    return {
      cmd: 'publish',
      brokerId,
      brokerCounter: counter,
      topic,
      payload,
      qos,
      retain,
      dup: false,
      ...(messageId === undefined ? {} : { messageId }),
      ...(properties === undefined ? {} : { properties }),
      ...(expiresAt === undefined ? {} : { messageExpiry: expiresAt }),
    }
  }

  #sharedWithProperties(layout: Layout): WirePacket {
    const { qos, retain, identifiers } = layout
    const key = `${qos} ${retain} ${this.#secondsLeft()} ${identifiers.join()}`
    this.#identified ??= new Map()
    const known = this.#identified.get(key)
    if (known !== undefined) return known
    const made = this.encode(layout, this.packetId, false)
    this.#identified.set(key, made)
    return made
  }

  #secondsLeft(): number | undefined {
    return this.expiresAt === undefined ? undefined : Math.max(1, Math.ceil((this.expiresAt - Date.now()) / 1000))
  }

  #propertiesFor(identifiers: readonly number[]): PublishProperties | undefined {
    const secondsLeft = this.#secondsLeft()
    if (secondsLeft === undefined && identifiers.length === 0) return this.properties
    return {
      ...this.properties,
      // [MQTT-3.3.2-6] the lifetime that is left, not the one it began with.
      ...(secondsLeft === undefined ? {} : { messageExpiryInterval: secondsLeft }),
      ...(identifiers.length === 0 ? {} : { subscriptionIdentifier: [...identifiers] }),
    }
  }
}

/** What of the properties of a PUBLISH or a will goes on to subscribers; aedes#1098 let the will delay through. */
function forwarded(properties: PublishProperties | undefined): PublishProperties | undefined {
  if (properties === undefined) return undefined
  const kept: PublishProperties = {}
  if (properties.payloadFormatIndicator !== undefined) kept.payloadFormatIndicator = properties.payloadFormatIndicator
  if (properties.messageExpiryInterval !== undefined) kept.messageExpiryInterval = properties.messageExpiryInterval
  if (properties.contentType !== undefined) kept.contentType = properties.contentType
  if (properties.responseTopic !== undefined) kept.responseTopic = properties.responseTopic
  if (properties.correlationData !== undefined) kept.correlationData = properties.correlationData
  if (properties.userProperties !== undefined) kept.userProperties = inOrder(properties.userProperties)
  return Object.keys(kept).length === 0 ? undefined : kept
}

/** mqtt-packet, which reads wills, groups User Properties by name. */
function inOrder(properties: readonly UserProperty[] | Record<string, string | string[]>): readonly UserProperty[] {
  if (Array.isArray(properties)) return properties
  return Object.entries(properties).flatMap(([name, values]) =>
    [values].flat().map((value): UserProperty => [name, value]),
  )
}
