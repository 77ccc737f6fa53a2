import type { Answer, DeliveryState } from '#contract/delivery.ts'
import type { Clock } from '../clock.ts'
import { isComplete, isOpen, noCounts, type TrackedDelivery, type TrackedMessage } from './delivery.ts'
import type { DeliveryBook } from './delivery-book.ts'
import { keptDelivery, keptProgress } from './kept-messages.ts'
import type { MessagesRepository } from './messages-repository.ts'
import type { Reporter } from './reporter.ts'

interface Options {
  readonly clock: Clock
  readonly book: DeliveryBook
  readonly repository: MessagesRepository
  readonly reporter: Reporter
  /** Nothing of a message is under way any more. */
  readonly onSettled: (message: TrackedMessage) => void
  readonly onOutcome: (delivery: TrackedDelivery) => void
}

/** The steps of deliveries from state to state: counted, reported, and kept when they are outcomes. */
export class Moves {
  readonly reached = noCounts()
  readonly #options: Options
  /** Its displays are still being added, so that it is not complete yet whatever the counts say. */
  #beginning: TrackedMessage | undefined

  constructor(options: Options) {
    this.#options = options
  }

  /** Adds displays to a message; what becomes of it counts when all are there. */
  begin(message: TrackedMessage, addDisplays: () => void): void {
    this.#beginning = message
    try {
      addDisplays()
    } finally {
      this.#beginning = undefined
    }
    this.#settle(message)
  }

  /** A delivery in its first state. */
  added(delivery: TrackedDelivery): void {
    this.#options.book.addDelivery(delivery)
    this.reached[delivery.state]++
    this.#options.reporter.changed(delivery)
  }

  to(delivery: TrackedDelivery, state: DeliveryState, reason?: string, answer?: Answer): void {
    if (delivery.state === state && delivery.reason === reason) return
    const { book, clock, reporter, repository, onOutcome } = this.#options
    const { message } = delivery
    delivery.ms = Math.max(0, clock.now() - message.acceptedAt)
    delivery.reason = reason
    delivery.answer = answer
    book.move(delivery, state)
    this.reached[state]++
    reporter.changed(delivery)
    if (!isOpen(state)) {
      repository.outcome(keptDelivery(delivery))
      onOutcome(delivery)
    }
    if (message !== this.#beginning) this.#settle(message)
  }

  #settle(message: TrackedMessage): void {
    const { book, clock, repository, onSettled } = this.#options
    if (message.counts.sent > 0) return
    onSettled(message)
    if (!isComplete(message)) return
    message.completedAt ??= clock.now()
    repository.progress(keptProgress(message))
    book.finish(message)
  }
}
