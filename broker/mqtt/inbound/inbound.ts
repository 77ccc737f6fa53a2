import type { ConnectPacket, SubscribePacket, UnsubscribePacket } from 'aedes'
import { limits } from '../../limits.ts'
import type { BrokerClient, PublishPacket } from '../aedes-internals.ts'
import type { Outbox } from '../sessions/outbox.ts'
import type { Publishes } from './publishes.ts'
import { MalformedPacket, malformedPacket, protocolError } from './rules/malformed.ts'
import { makeStrict } from './strict-parser.ts'
import { TokenBucket } from './token-bucket.ts'
import { TopicAliases } from './topic-aliases.ts'
import { isTopicFilter, isTopicName } from './topic-names.ts'
import { readPuback, readPublish } from './whole-packets.ts'

const topicNameInvalid = 0x90
const topicAliasInvalid = 0x94
const failureCodes = 0x80
/** Packets of clients of which mqtt-packet checks the flags in the first byte. */
const flagged: readonly string[] = [
  'publish',
  'pubrel',
  'subscribe',
  'unsubscribe',
  'puback',
  'pubrec',
  'pubcomp',
  'pingreq',
]

interface Acknowledgement {
  readonly cmd: 'puback' | 'pubrec' | 'pubrel' | 'pubcomp'
  readonly messageId: number
  readonly reasonCode?: number
}
type Packet = { readonly length?: number } & (
  | ConnectPacket
  | PublishPacket
  | SubscribePacket
  | UnsubscribePacket
  | Acknowledgement
  | { readonly cmd: 'disconnect'; readonly properties?: { readonly sessionExpiryInterval?: number } }
  | { readonly cmd: 'pingreq' | 'auth' }
)

interface InboundOptions {
  readonly client: BrokerClient
  readonly outbox: Outbox
  readonly publishes: Publishes
  readonly expel: (reason: string, reasonCode: number) => void
  /** Sends a packet that Aedes has none for. */
  readonly send: (bytes: Buffer) => void
}

/**
 * Every packet of one connection, in order. Messages and their acknowledgements are handled here; what begins or
 * changes a session is passed on to Aedes once it is well formed.
 */
export class Inbound {
  readonly #options: InboundOptions
  readonly #passOn: (packet: Packet) => void
  readonly #aliases = new TopicAliases()
  readonly #rate: TokenBucket
  /** Packets that wait: for CONNACK, or for a look into the store. */
  #early: Packet[] | undefined = []
  #hasSaidGoodbye = false
  #isPaused = false

  constructor(options: InboundOptions) {
    this.#options = options
    const parser = options.client._parser
    const [enqueue] = parser.listeners('packet')
    this.#passOn = (packet) => enqueue?.call(parser, packet)
    this.#rate = new TokenBucket({
      perSecond: limits.maxPublishesPerSecond,
      burst: limits.maxPublishBurst,
      now: performance.now(),
    })
    makeStrict(parser)
    parser.removeAllListeners('packet')
    parser.on('packet', (packet: Packet) => this.#receive(packet))
    parser.removeAllListeners('error')
    // Packets that no client sends are no matter of their form.
    parser.on('error', ({ message }: Error) =>
      options.expel(message, flagged.includes(parser.packet.cmd) ? malformedPacket : protocolError),
    )
    const parse = parser.parse
    parser.parse = (bytes) => {
      try {
        const taken = this.#takeWhole(bytes)
        return taken === bytes.length ? 0 : parse.call(parser, taken === 0 ? bytes : bytes.subarray(taken))
      } catch (error) {
        if (!(error instanceof MalformedPacket)) throw error
        if (error.connack !== undefined) options.send(error.connack)
        options.expel(error.message, error.reasonCode)
        return 0
      }
    }
  }

  /** CONNACK is on its way. */
  open(): void {
    const early = this.#early ?? []
    this.#early = undefined
    for (const packet of early) this.#receive(packet)
  }

  /** Takes bytes straight from the transport if nothing waits before them. */
  takeBytes(bytes: Buffer): boolean {
    const { client } = this.#options
    const parser = client._parser
    if (!client.connackSent || client._parsingBatch > 0 || client._paused || client.closed) return false
    parser.parse(bytes)
    // A packet over the limit is not waited for.
    if (parser.packet.length > limits.maxPacketBytes) client.rejectPacketTooLarge(parser.packet.length)
    return true
  }

  /** Handles the messages and acknowledgements that lie whole at the beginning of `bytes`; answers how many bytes they were. */
  #takeWhole(bytes: Buffer): number {
    const { client, outbox } = this.#options
    const { _list: begun, packet: unfinished, error } = client._parser
    if (begun.length > 0 || unfinished.length !== -1 || error !== null) return 0
    const isVersion5 = client.version === 5
    let taken = 0
    while (this.#early === undefined && taken < bytes.length) {
      const acknowledged = readPuback(bytes, taken)
      if (acknowledged !== undefined) {
        outbox.settle(acknowledged)
        this.#keepAlive()
        taken += 4
        continue
      }
      const publish = readPublish(bytes, taken, isVersion5)
      if (publish === undefined) break
      this.#receive(publish.packet)
      taken = publish.end
    }
    return taken
  }

  #receive(packet: Packet): void {
    const { client } = this.#options
    if (this.#hasSaidGoodbye || client.closed) return
    if (packet.cmd === 'connect') {
      if (client.connecting || client.connected) this.#expel('a second CONNECT')
      else this.#passOn(packet)
      return
    }
    if (!client.connecting && !client.connected) {
      this.#passOn(packet)
      return
    }
    if (this.#early === undefined) this.#handle(packet)
    else if (this.#early.push(packet) > limits.maxEarlyPackets) this.#expel('too many packets before CONNACK')
  }

  #handle(packet: Packet): void {
    const { client, outbox, publishes } = this.#options
    const bytes = (packet.length ?? 0) + 2
    if (bytes > limits.maxPacketBytes) {
      client.rejectPacketTooLarge(bytes)
      return
    }
    switch (packet.cmd) {
      case 'publish':
        this.#publish(packet)
        break
      case 'puback':
      case 'pubcomp':
        outbox.settle(packet.messageId)
        break
      case 'pubrec':
        if ((packet.reasonCode ?? 0) >= failureCodes) outbox.settle(packet.messageId)
        else outbox.release(packet.messageId)
        break
      case 'pubrel':
        publishes.release(packet.messageId)
        break
      case 'subscribe':
        this.#subscribe(packet)
        return
      case 'unsubscribe':
        if (!packet.unsubscriptions.every(isTopicFilter)) {
          this.#expel('a topic filter is malformed')
          return
        }
        this.#passOn(packet)
        return
      case 'disconnect':
        if (client._connectSessionExpiryInterval === 0 && (packet.properties?.sessionExpiryInterval ?? 0) > 0) {
          // [MQTT-3.14.4-3]
          this.#expel('a session that ends with its connection cannot be kept at the end')
          return
        }
        this.#hasSaidGoodbye = true
        this.#passOn(packet)
        return
      case 'pingreq':
        this.#passOn(packet)
        return
      default:
        this.#expel(`a client does not send ${packet.cmd}`)
        return
    }
    this.#keepAlive()
  }

  #keepAlive(): void {
    const { client } = this.#options
    if (client._keepaliveInterval > 0) client._keepaliveTimer?.refresh()
  }

  #publish(packet: PublishPacket): void {
    if (!this.#aliases.resolve(packet)) {
      this.#options.expel('a topic alias is not known', topicAliasInvalid)
      return
    }
    const responseTopic = packet.properties?.responseTopic
    if (packet.topic.length === 0) {
      this.#options.expel('a PUBLISH has no topic', malformedPacket)
      return
    }
    if (!isTopicName(packet.topic) || (responseTopic !== undefined && !isTopicName(responseTopic))) {
      this.#options.expel('a PUBLISH has no valid topic name', topicNameInvalid)
      return
    }
    if (packet.qos > 0 && packet.messageId === 0) {
      this.#expel('a packet identifier is 0')
      return
    }
    if (packet.qos === 0 && packet.dup) {
      // [MQTT-3.3.1-2]
      this.#options.expel('a PUBLISH with QoS 0 cannot be a repetition', malformedPacket)
      return
    }
    const wait = this.#rate.take(() => performance.now())
    if (wait > 0) this.#pauseFor(wait)
    const looked = this.#options.publishes.take(packet)
    if (looked === undefined) return
    this.#early = []
    void looked.then(() => this.open())
  }

  #subscribe(packet: SubscribePacket): void {
    const filters = packet.subscriptions.map(({ topic }) => topic)
    if (!filters.every(isTopicFilter)) {
      this.#expel('a topic filter is malformed')
      return
    }
    // Aedes would put the filters in another order and leave out those that come twice, so that the SUBACK does not
    // answer them one by one [MQTT-3.8.4-5]; and `__proto__` would end the process (GHSA-52qw-whmv-87c5).
    const { subscriptions } = packet
    Object.defineProperty(packet, 'subscriptions', { get: () => subscriptions, set: () => undefined })
    this.#passOn(packet)
  }

  /** A client that publishes too fast is read more slowly; nothing is lost. */
  #pauseFor(ms: number): void {
    if (this.#isPaused) return
    const { client } = this.#options
    this.#isPaused = true
    client.pause()
    setTimeout(() => {
      this.#isPaused = false
      if (!client.closed) client.resume()
    }, ms)
  }

  #expel(reason: string): void {
    this.#options.expel(reason, protocolError)
  }
}
