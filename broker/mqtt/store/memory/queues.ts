import type { DropReason, Qos, StoredPacket, StoreLimits } from '../store.ts'
import type { Drops } from './drops.ts'
import { LinkedList } from './linked-list.ts'
import type { Mirror } from './mirror.ts'
import { keyOf, type Message, newMessage, type QueueEntry } from './queue.ts'
import type { Session } from './session.ts'

const maxMessageId = 65_535

interface EntryFields {
  readonly qos: Qos
  readonly retain: boolean
  readonly position?: number
  readonly messageId?: number | undefined
  readonly isStored?: boolean
}

/** The queues of all sessions and their common bounds. No operation depends on the length of a queue. */
export class Queues {
  #all = new LinkedList<QueueEntry>()
  #bytes = 0
  #lastRow = 0
  #lastPosition = 0
  #limits: StoreLimits
  #drops: Drops
  #mirror: Mirror

  constructor(limits: StoreLimits, drops: Drops, mirror: Mirror) {
    this.#limits = limits
    this.#drops = drops
    this.#mirror = mirror
  }

  get count(): number {
    return this.#all.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** A message for `enqueue`; it takes no room before that. */
  message(packet: StoredPacket, row = this.#lastRow + 1): Message {
    this.#lastRow = Math.max(this.#lastRow, row)
    return newMessage(row, packet)
  }

  /** Puts a message at the end of a queue and drops the oldest ones if that is too many. */
  enqueue(session: Session, message: Message, fields: EntryFields): QueueEntry {
    const { qos, retain, position = this.#lastPosition + 1, messageId, isStored = false } = fields
    this.#lastPosition = Math.max(this.#lastPosition, position)
    const entry: QueueEntry = {
      session,
      message,
      position,
      retain,
      qos,
      messageId,
      sentOn: undefined,
      copies: 1,
      inSession: undefined,
      inAll: undefined,
      isStored,
    }
    entry.inSession = session.queue.push(entry)
    entry.inAll = this.#all.push(entry)
    session.queuedBytes += message.bytes
    const key = keyOf(message)
    if (key !== undefined) session.byKey.set(key, entry)
    if (messageId !== undefined) session.byMessageId.set(messageId, entry)
    if (message.references++ === 0) {
      this.#bytes += message.bytes
      this.#mirror.message(message)
    }
    this.#mirror.entry(entry)
    this.#keepBounds(session)
    return entry
  }

  remove(entry: QueueEntry): void {
    const { session, message, messageId } = entry
    if (entry.inSession === undefined || entry.inAll === undefined) return
    session.queue.remove(entry.inSession)
    this.#all.remove(entry.inAll)
    entry.inSession = undefined
    entry.inAll = undefined
    session.queuedBytes -= message.bytes
    const key = keyOf(message)
    if (key !== undefined && session.byKey.get(key) === entry) session.byKey.delete(key)
    if (messageId !== undefined && session.byMessageId.get(messageId) === entry) session.byMessageId.delete(messageId)
    if (--message.references === 0) {
      this.#bytes -= message.bytes
      this.#mirror.message(message)
    }
    this.#mirror.entry(entry)
  }

  /** Notes what an entry is sent with and answers the message id: another one if that is still in flight. */
  sent(entry: QueueEntry, wantedId: number, connection: number): number {
    const { session } = entry
    entry.sentOn = connection
    if (entry.messageId === wantedId) return wantedId
    const messageId = this.#isInFlight(session, wantedId) ? this.#freeId(session, wantedId) : wantedId
    if (entry.messageId !== undefined) session.byMessageId.delete(entry.messageId)
    entry.messageId = messageId
    session.byMessageId.set(messageId, entry)
    this.#mirror.entry(entry)
    return messageId
  }

  /** The PUBREC came: from now on only the message id matters. */
  release(session: Session, messageId: number, position = this.#lastPosition + 1): void {
    this.#lastPosition = Math.max(this.#lastPosition, position)
    const entry = session.byMessageId.get(messageId)
    if (entry !== undefined) this.remove(entry)
    session.released.set(messageId, position)
    this.#mirror.released(session, messageId)
  }

  complete(session: Session, messageId: number): void {
    if (session.released.delete(messageId)) this.#mirror.released(session, messageId)
  }

  clear(session: Session): void {
    for (const entry of [...session.queue]) this.remove(entry)
    for (const messageId of [...session.released.keys()]) this.complete(session, messageId)
  }

  #keepBounds(session: Session): void {
    const limits = this.#limits
    while (session.queue.size > limits.maxQueuedPerSession || session.queuedBytes > limits.maxQueuedBytesPerSession) {
      if (!this.#dropOldest(session.queue, 'queue_full')) return
    }
    while (this.#all.size > limits.maxQueuedMessages || this.#bytes > limits.maxQueuedBytes) {
      if (!this.#dropOldest(this.#all, 'all_queues_full')) return
    }
  }

  #dropOldest(list: LinkedList<QueueEntry>, reason: DropReason): boolean {
    const oldest = list.first
    if (oldest === undefined) return false
    this.#drops.count(reason === 'queue_full' && oldest.messageId !== undefined ? 'in_flight_full' : reason)
    this.remove(oldest)
    return true
  }

  #isInFlight(session: Session, messageId: number): boolean {
    return session.byMessageId.has(messageId) || session.released.has(messageId)
  }

  /** Aedes starts to count at random for each connection and meets ids that the one before has left in flight. */
  #freeId(session: Session, wantedId: number): number {
    for (let step = 1; step < maxMessageId; step++) {
      const candidate = ((wantedId + step - 1) % maxMessageId) + 1
      if (!this.#isInFlight(session, candidate)) return candidate
    }
    return wantedId
  }
}
