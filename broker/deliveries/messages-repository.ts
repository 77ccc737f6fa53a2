import type { Answer, DeliveryState } from '#contract/delivery.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'

/** A message as it was accepted. Times are ms since 1970. */
export interface KeptMessage {
  readonly id: string
  readonly acceptedAt: number
  readonly topic: string
  /** Whom it is for, as selectors. */
  readonly to: readonly string[]
  readonly sender: string
  readonly isPlainText: boolean
  /** What boards acknowledge it by: its own id, or the hash of its payload. */
  readonly ackId: string
  readonly payloadBytes: number
  readonly body: Message
  readonly expiresAt: number
  readonly recipients: readonly DisplayId[]
  readonly idempotencyKey: string | undefined
}

/** How far a message has come. */
export interface KeptProgress {
  readonly id: string
  readonly recipients: readonly DisplayId[]
  /** When the last recipient had an outcome. */
  readonly completedAt: number | undefined
  readonly counts: Readonly<Record<DeliveryState, number>>
  /** What was answered by buttons: the first of them. */
  readonly answers: readonly KeptAnswer[]
}

export interface KeptAnswer extends Answer {
  readonly display: DisplayId
  readonly ms: number
}

/** The outcome of a message on one display; of a later one the last counts. */
export interface KeptDelivery {
  readonly messageId: string
  readonly display: DisplayId
  /** Of the message. */
  readonly acceptedAt: number
  readonly state: DeliveryState
  /** From acceptance to this state. */
  readonly ms: number
  readonly reason: string | undefined
  readonly answer: Answer | undefined
}

/** A message with the outcomes that are known; recipients without one still wait for it. */
export interface StoredMessage extends KeptMessage {
  readonly completedAt: number | undefined
  readonly deliveries: readonly KeptDelivery[]
}

/** Where messages and what became of them are kept. Writing never waits for the database. */
export interface MessagesRepository {
  /** What is not complete, in the order of acceptance, and of what is complete the newest `finished`. */
  load(finished: number): Promise<readonly StoredMessage[]>
  /** Also what was put just now. Rejects if it cannot be read. */
  find(id: string): Promise<StoredMessage | undefined>
  /** The newest message that a display has shown and acknowledges by this id or hash. Rejects like `find`. */
  findAcknowledged(display: DisplayId, ackId: string): Promise<StoredMessage | undefined>
  /** Keeps a message, also in place of an older one with its id. */
  add(message: KeptMessage): void
  progress(progress: KeptProgress): void
  outcome(delivery: KeptDelivery): void
  /** Whether so many messages wait for the database that no more may be added. */
  readonly isFull: boolean
  /**
   * Resolves when all that was put before is kept. Rejects if the database refuses some of it for ever, and with
   * `unavailable` after `maxWaitMs`; without that it waits for as long as it takes.
   */
  saved(maxWaitMs?: number): Promise<void>
}
