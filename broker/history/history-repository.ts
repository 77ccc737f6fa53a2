import type { DeliveryState } from '#contract/delivery.ts'
import type { Priority } from '#contract/message.ts'
import type { KeptAnswer, KeptDelivery, KeptMessage } from '../deliveries/messages-repository.ts'

/** What is looked for; everything that is given has to fit. */
export interface HistoryFilter {
  /** What words of the text, the title or the sender begin with, in lower case. */
  readonly words: readonly string[]
  /** It was for this display. */
  readonly display?: string | undefined
  /** It was sent to this group. */
  readonly group?: string | undefined
  readonly sender?: string | undefined
  readonly priority?: Priority | undefined
  /** The outcome on some display. */
  readonly state?: DeliveryState | undefined
  /** Accepted at this time or later, ms since 1970. */
  readonly since?: number | undefined
  /** Accepted before this time. */
  readonly until?: number | undefined
}

/** A place in the history: that of one message. */
export interface Position {
  /** When it was accepted. */
  readonly at: number
  readonly id: string
  /** Counts up in the order of acceptance; what words are searched by. */
  readonly seq?: number | undefined
}

/** A message that nothing is open of, without its deliveries. */
export interface FinishedMessage extends Omit<KeptMessage, 'recipients' | 'idempotencyKey'> {
  readonly seq: number
  readonly counts: Readonly<Record<DeliveryState, number>>
  readonly answers: readonly KeptAnswer[]
}

export interface PageRequest {
  /** Only what comes after this one in the order that is asked for. */
  readonly after?: Position | undefined
  readonly limit: number
  readonly order: 'newest' | 'oldest'
}

export interface HistoryPage {
  readonly messages: readonly FinishedMessage[]
  /** From where to go on; missing at the end. There may be more also behind a page that is not full. */
  readonly next: Position | undefined
}

/** Reads and shortens what is kept of finished messages. Rejects with `unavailable` while the database is away. */
export interface HistoryRepository {
  /** Also what was finished just now. Looks through a bounded number of messages, and lets others go on meanwhile. */
  page(filter: HistoryFilter, request: PageRequest): Promise<HistoryPage>
  /** The outcomes of messages by their id, of these displays or of all. */
  deliveriesOf(ids: readonly string[], displays?: readonly string[]): Promise<ReadonlyMap<string, KeptDelivery[]>>
  /** Deletes the oldest finished messages, at most `limit`: those before `olderThan`, and those beyond the newest `keep`. */
  prune(bounds: { readonly olderThan: number; readonly keep: number; readonly limit: number }): Promise<number>
}
