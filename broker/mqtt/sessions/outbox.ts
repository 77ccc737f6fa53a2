import { limits } from '../../limits.ts'
import type { BrokerClient } from '../aedes-internals.ts'
import type { ConnectionWriter } from '../connection/connection-writer.ts'
import type { WirePacket } from '../connection/wire-packet.ts'
import { type Grant, lowerQos } from '../routing/grant.ts'
import type { Message } from '../routing/message.ts'
import type { Traffic } from '../traffic.ts'
import { acknowledgement } from './acknowledgements.ts'
import type { GuardedStore } from './guarded-store.ts'
import { InFlight } from './in-flight.ts'
import { isKept } from './kept.ts'

/** One message for one client. */
export interface Parcel {
  readonly message: Message
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  readonly identifiers: Grant['identifiers']
  /** Of a session that is kept: resolves when the store has the message. */
  readonly kept?: Promise<unknown> | undefined
  /** Of a message that was sent before and not acknowledged. */
  readonly resentAs?: number | undefined
}

/** How much may be on its way to one client. */
export interface UnsentBounds {
  /** Above it nothing with QoS 0 is sent. */
  readonly softUnsentBytes: number
  /** Above it the connection is closed. */
  readonly maxUnsentBytes: number
}

interface OutboxOptions {
  readonly client: BrokerClient
  readonly writer: ConnectionWriter
  readonly store: GuardedStore
  readonly traffic: Traffic
  readonly settings: { readonly current: UnsentBounds }
  readonly onTooSlow: (client: BrokerClient) => void
}

/**
 * All PUBLISH packets to one connection. They leave in the order of their messages, whatever their QoS. Nobody waits
 * for them: what a slow reader does not take is let go and counted (QoS 0), or closes its connection.
 */
export class Outbox {
  readonly inFlight = new InFlight()
  readonly #options: OutboxOptions
  readonly #client: BrokerClient
  readonly #writer: ConnectionWriter
  readonly #settings: OutboxOptions['settings']
  /** Beyond what the client takes at a time [MQTT-3.3.4-9]. */
  #pending: Parcel[] = []
  /** Until CONNACK was sent and what a kept session has in the store has been sent again. */
  #held: Parcel[] | undefined = []
  #waitingBytes = 0
  #waiters: (() => void)[] = []
  #awaitsDrain = false
  #watchers: Set<string>[] = []
  /** What the CONNECT said, kept here so that a delivery does not touch the large object of the client. */
  #isVersion5 = false
  #isKept = false
  #maxPacketBytes = Number.POSITIVE_INFINITY

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#client = options.client
    this.#writer = options.writer
    this.#settings = options.settings
  }

  deliver(message: Message, grant: Grant): void {
    const qos = lowerQos(grant.qos, message.qos)
    const retain = message.retain && grant.retainAsPublished
    if (this.#watchers.length > 0 && (qos > 0 || !this.#isCongested())) {
      for (const watcher of this.#watchers) watcher.add(message.topic)
    }
    if (qos === 0 && this.#held === undefined && this.#pending.length === 0) {
      this.#sendUnacknowledged(message, retain, grant.identifiers)
      return
    }
    const kept = qos > 0 && this.#isKept ? (message.enqueued ?? Promise.resolve()) : undefined
    this.accept({ message, qos, retain, identifiers: grant.identifiers, kept })
  }

  accept(parcel: Parcel): void {
    if (this.#held !== undefined) this.#wait(this.#held, parcel)
    else this.#enter(parcel)
  }

  /** PUBACK or PUBCOMP, or a PUBREC that refuses. */
  settle(packetId: number): void {
    if (!this.inFlight.has(packetId)) return
    const kept = this.inFlight.get(packetId)
    this.inFlight.delete(packetId)
    if (kept !== undefined) void this.#remove(kept, packetId)
    if (this.#pending.length > 0) this.#sendPending()
    if (this.#waiters.length > 0) this.#wake()
  }

  /** PUBREC: the client has the message, from now on only PUBREL is to be sent. */
  release(packetId: number): void {
    const kept = this.inFlight.get(packetId)
    if (kept !== undefined) {
      const mark = () => this.#options.store.outgoingUpdate(this.#client, { cmd: 'pubrel', messageId: packetId })
      this.inFlight.set(packetId, kept.then(mark))
    }
    this.#writer.send(acknowledgement('pubrel', packetId))
  }

  /** Sends PUBREL again for a message whose PUBREC came over an earlier connection. */
  releaseAgain(packetId: number): void {
    this.inFlight.set(packetId, Promise.resolve())
    this.#writer.send(acknowledgement('pubrel', packetId))
  }

  /** Takes a message out of the queue of a kept session without sending it. */
  forget(parcel: Parcel): void {
    const { message, kept, resentAs } = parcel
    if (kept === undefined) return
    const packetId = resentAs ?? this.inFlight.freeId(message.packetId)
    void this.#remove(this.#mark(parcel, kept, packetId), packetId)
  }

  /** Sends what was held back and is not newer than `counter`, except for that very message. */
  sendHeld(counter: number): void {
    const held = this.#held ?? []
    let taken = 0
    while (taken < held.length && (held[taken]?.message.counter ?? 0) <= counter) {
      const parcel = held[taken++]
      if (parcel === undefined) break
      this.#waitingBytes -= parcel.message.payload.length
      if (parcel.message.counter < counter) this.#enter(parcel)
    }
    this.#held = held.slice(taken)
  }

  /** The client is known: messages may be sent. */
  begin(): void {
    this.#isVersion5 = this.#client.version === 5
    this.#isKept = isKept(this.#client)
    this.#maxPacketBytes = this.#client.maximumPacketSize ?? Number.POSITIVE_INFINITY
  }

  /** Ends the time in which messages are held back. */
  open(): void {
    this.sendHeld(Number.POSITIVE_INFINITY)
    this.#held = undefined
  }

  /** Sends at once; for messages from the store, which come before all that is held back. */
  enter(parcel: Parcel): void {
    this.#enter(parcel)
  }

  /** Resolves when there is room for one more message, or nobody left to send it to. */
  async room(): Promise<void> {
    while (!this.#client.closed && !this.#hasRoom()) {
      await new Promise<void>((resolve) => {
        this.#waiters.push(resolve)
        this.#awaitDrain()
      })
    }
  }

  /** A set to which the topics of all messages from now on are added. */
  watchTopics(): ReadonlySet<string> {
    const topics = new Set<string>()
    this.#watchers.push(topics)
    return topics
  }

  unwatchTopics(topics: ReadonlySet<string>): void {
    this.#watchers = this.#watchers.filter((watcher) => watcher !== topics)
  }

  close(): void {
    this.#pending = []
    this.#held = []
    this.#wake()
  }

  #enter(parcel: Parcel): void {
    if (this.#pending.length > 0 || (parcel.qos > 0 && !this.#hasWindow())) this.#wait(this.#pending, parcel)
    else this.#send(parcel)
  }

  #wait(queue: Parcel[], parcel: Parcel): void {
    if (parcel.qos === 0 && this.#isCongested()) {
      this.#drop()
      return
    }
    queue.push(parcel)
    this.#waitingBytes += parcel.message.payload.length
    this.#checkDebt(queue.length)
  }

  #sendPending(): void {
    let taken = 0
    for (const parcel of this.#pending) {
      if (parcel.qos > 0 && !this.#hasWindow()) break
      taken++
      this.#waitingBytes -= parcel.message.payload.length
      if (parcel.message.isExpired) this.forget(parcel)
      else this.#send(parcel)
    }
    if (taken > 0) this.#pending = this.#pending.slice(taken)
  }

  #send(parcel: Parcel): void {
    const { message, qos, retain, identifiers, kept, resentAs } = parcel
    if (qos === 0) {
      this.#sendUnacknowledged(message, retain, identifiers)
      return
    }
    const packetId = resentAs ?? this.inFlight.freeId(message.packetId)
    const isVersion5 = this.#isVersion5
    const wire =
      packetId === message.packetId && resentAs === undefined
        ? message.shared(isVersion5, qos, retain, identifiers)
        : message.encode({ isVersion5, qos, retain, identifiers }, packetId, resentAs !== undefined)
    if (this.#isTooLarge(wire)) {
      this.forget(parcel)
      return
    }
    if (kept === undefined || resentAs !== undefined) this.inFlight.set(packetId, kept)
    else this.inFlight.set(packetId, this.#mark(parcel, kept, packetId))
    this.#options.traffic.sent[qos]++
    this.#writer.send(wire)
    this.#checkDebt(0)
  }

  #sendUnacknowledged(message: Message, retain: boolean, identifiers: Grant['identifiers']): void {
    if (this.#isCongested()) {
      this.#drop()
      return
    }
    const wire = message.shared(this.#isVersion5, 0, retain, identifiers)
    if (this.#isTooLarge(wire)) return
    this.#options.traffic.sent[0]++
    this.#writer.send(wire)
  }

  /** Writes the packet identifier into the queue of a kept session. */
  async #mark({ message, qos }: Parcel, kept: Promise<unknown>, packetId: number): Promise<void> {
    await kept
    await this.#options.store.outgoingUpdate(this.#client, message.stored(qos, packetId))
  }

  async #remove(kept: Promise<unknown>, packetId: number): Promise<void> {
    await kept
    await this.#options.store.outgoingClearMessageId(this.#client, { cmd: 'puback', messageId: packetId })
  }

  #hasWindow(): boolean {
    const { size } = this.inFlight
    return size < limits.maxInFlight && size < this.#client.receiveMaximum
  }

  #hasRoom(): boolean {
    return this.#pending.length === 0 && this.#hasWindow() && !this.#isCongested()
  }

  #isCongested(): boolean {
    return this.#writer.unsentBytes + this.#waitingBytes > this.#settings.current.softUnsentBytes
  }

  #isTooLarge(wire: WirePacket): boolean {
    if (wire.bytes.length <= this.#maxPacketBytes) return false
    // [MQTT-3.1.2-25] as if it had been sent.
    this.#options.traffic.dropped.tooLarge++
    return true
  }

  #checkDebt(queueLength: number): void {
    const owed = this.#writer.unsentBytes + this.#waitingBytes
    if (owed <= this.#settings.current.maxUnsentBytes && queueLength <= limits.maxWaitingMessages) return
    if (!this.#client.conn.destroyed) this.#options.onTooSlow(this.#client)
  }

  #drop(): void {
    this.#options.traffic.dropped.slow++
  }

  /** An acknowledgement may wake the waiters many times before the socket has drained once. */
  #awaitDrain(): void {
    if (this.#awaitsDrain) return
    this.#awaitsDrain = true
    this.#writer.onceDrained(() => {
      this.#awaitsDrain = false
      this.#wake()
    })
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve()
  }
}
