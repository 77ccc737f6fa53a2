import { limits } from '../../limits.ts'
import type { BrokerClient, PublishPacket } from '../aedes-internals.ts'
import type { ConnectionWriter } from '../connection/connection-writer.ts'
import { acknowledgement, refusal } from '../sessions/acknowledgements.ts'
import type { GuardedStore } from '../sessions/guarded-store.ts'
import { isKept } from '../sessions/kept.ts'
import { Acknowledger } from './acknowledger.ts'
import type { Judge } from './judge.ts'

const notAuthorized = 0x87
const unspecifiedError = 0x80
const receiveMaximumExceeded = 0x93
/** What a Mosquitto bridge says of itself on every connect is thrown away, and no fault. */
const bridgeStates = '$SYS/broker/connection/'

export interface PublishesOptions {
  readonly client: BrokerClient
  readonly writer: ConnectionWriter
  readonly store: GuardedStore
  readonly judge: Judge
  /** Passes a message on; resolves when it may be acknowledged, `undefined` is at once. */
  readonly route: (packet: PublishPacket, client: BrokerClient) => Promise<unknown> | undefined
  readonly expel: (reason: string, reasonCode: number) => void
}

/**
 * The PUBLISH packets of one client, passed on in the order in which they came, whatever their QoS. Aedes passes them
 * on from three different turns of the event loop, so that a QoS 0 message overtakes a QoS 1 message before it.
 */
export class Publishes {
  readonly #options: PublishesOptions
  readonly #acknowledger: Acknowledger
  /** QoS 2 messages that were not released yet [MQTT-4.3.3-2]. */
  readonly #unreleased = new Set<number>()

  constructor(options: PublishesOptions) {
    this.#options = options
    this.#acknowledger = new Acknowledger(options.writer)
  }

  /** Resolves when the next packet may be looked at; `undefined` is at once. */
  take(packet: PublishPacket): Promise<void> | undefined {
    if (packet.qos < 2) {
      this.#accept(packet)
      return undefined
    }
    const packetId = packet.messageId ?? 0
    if (this.#unreleased.has(packetId)) {
      this.#acknowledge('pubrec', packetId, undefined)
      return undefined
    }
    if (this.#unreleased.size >= limits.maxUnreleased) {
      this.#options.expel('too many QoS 2 messages are under way', receiveMaximumExceeded)
      return undefined
    }
    if (packet.dup && isKept(this.#options.client)) return this.#acceptUnlessKnown(packet)
    this.#accept(packet)
    return undefined
  }

  /** PUBREL. */
  release(packetId: number): void {
    const { client, store, writer } = this.#options
    this.#unreleased.delete(packetId)
    if (isKept(client)) void store.incomingDelPacket(client, { messageId: packetId })
    writer.send(acknowledgement('pubcomp', packetId))
  }

  /** A message that was sent over an earlier connection of this session may have been passed on then. */
  async #acceptUnlessKnown(packet: PublishPacket): Promise<void> {
    const { client, store } = this.#options
    const isKnown = await store.incomingGetPacket(client, packet).then(
      (known) => known !== undefined,
      () => false,
    )
    if (isKnown) this.#acknowledge('pubrec', packet.messageId ?? 0, undefined)
    else this.#accept(packet)
  }

  #accept(packet: PublishPacket): void {
    const { client, route, judge } = this.#options
    const { qos, messageId: packetId = 0 } = packet
    const { reason, recorded, isTaken = false } = judge(client, packet)
    const isPassedOn = reason === undefined && !isTaken
    if (qos === 0) {
      if (isPassedOn) void route(packet, client)
      return
    }
    const cmd = qos === 1 ? 'puback' : 'pubrec'
    // MQTT 5 can say so in the acknowledgement; MQTT 3 is acknowledged, and told on marquee/rejections only.
    if (reason !== undefined && client.version === 5 && !packet.topic.startsWith(bridgeStates)) {
      // Programs that try `$` topics only to see what happens are known to choke on a reason.
      this.#refuse(cmd, packetId, packet.topic.startsWith('$') ? undefined : reason)
      return
    }
    const routed = isPassedOn ? route(packet, client) : undefined
    const safe = recorded === undefined || routed === undefined ? (recorded ?? routed) : Promise.all([routed, recorded])
    this.#acknowledge(cmd, packetId, qos === 2 ? this.#remember(packet, safe) : safe)
  }

  #remember(packet: PublishPacket, safe: Promise<unknown> | undefined): Promise<unknown> | undefined {
    const { client, store } = this.#options
    this.#unreleased.add(packet.messageId ?? 0)
    if (!isKept(client)) return safe
    return Promise.all([safe, store.incomingStorePacket(client, packet)])
  }

  #acknowledge(cmd: 'puback' | 'pubrec', packetId: number, safe: Promise<unknown> | undefined): void {
    this.#acknowledger.acknowledge(
      () => acknowledgement(cmd, packetId),
      safe,
      () => this.#fail(cmd, packetId),
    )
  }

  #refuse(cmd: 'puback' | 'pubrec', packetId: number, reason: string | undefined): void {
    const told = this.#options.client._requestProblemInformation === false ? undefined : reason
    const packet = () => refusal(cmd, { packetId, reasonCode: notAuthorized, reason: told })
    this.#acknowledger.acknowledge(packet, undefined, () => undefined)
  }

  /** What could not be stored is not acknowledged: the sender keeps it and tries again. */
  #fail(cmd: 'puback' | 'pubrec', packetId: number): void {
    const { client, writer, expel } = this.#options
    this.#unreleased.delete(packetId)
    if (client.version !== 5) {
      expel('a message could not be stored', unspecifiedError)
      return
    }
    writer.send(refusal(cmd, { packetId, reasonCode: unspecifiedError, reason: undefined }))
  }
}
