import type { DisplayId } from '#contract/ids.ts'
import { isComplete, isOpen, type TrackedDelivery, type TrackedMessage } from './delivery.ts'

/** How much is remembered: of what is open, and of what is finished. */
export interface BookBounds {
  readonly maxMessages: number
  readonly maxDeliveries: number
  readonly maxFinishedMessages: number
  readonly maxFinishedDeliveries: number
}

/** The messages of one kind, oldest first, with the number of their deliveries. */
class Shelf {
  readonly messages = new Map<string, TrackedMessage>()
  deliveries = 0

  add(message: TrackedMessage): void {
    this.messages.set(message.id, message)
    this.deliveries += message.deliveries.size
  }

  remove(message: TrackedMessage): void {
    if (this.messages.get(message.id) === message) this.messages.delete(message.id)
    else return
    this.deliveries -= message.deliveries.size
  }
}

/**
 * What is in memory of messages: by id, and per display what is still open, oldest first. Finished messages are kept for
 * a while, because boards repeat themselves and readers answer late; they make room without being missed.
 */
export class DeliveryBook {
  readonly #open = new Shelf()
  readonly #finished = new Shelf()
  readonly #openOf = new Map<DisplayId, Set<TrackedDelivery>>()
  readonly #lastShown = new Map<DisplayId, TrackedDelivery>()
  readonly #bounds: BookBounds

  constructor(bounds: BookBounds) {
    this.#bounds = bounds
  }

  get size(): { messages: number; deliveries: number } {
    const { messages, deliveries } = this.#open
    return {
      messages: messages.size + this.#finished.messages.size,
      deliveries: deliveries + this.#finished.deliveries,
    }
  }

  message(id: string): TrackedMessage | undefined {
    return this.#open.messages.get(id) ?? this.#finished.messages.get(id)
  }

  /** Messages that are not finished, oldest first. */
  openMessages(): Iterable<TrackedMessage> {
    return this.#open.messages.values()
  }

  /** Deliveries of a display that are queued or sent, oldest first. */
  openOf(display: DisplayId): readonly TrackedDelivery[] {
    return [...(this.#openOf.get(display) ?? [])]
  }

  /** At most so many of them. */
  oldestOf(display: DisplayId, limit: number): readonly TrackedDelivery[] {
    const found: TrackedDelivery[] = []
    for (const delivery of this.#openOf.get(display) ?? []) {
      if (found.length === limit) break
      found.push(delivery)
    }
    return found
  }

  openCount(display: DisplayId): number {
    return this.#openOf.get(display)?.size ?? 0
  }

  /** Takes a message in, also in place of another one with its id; it may have deliveries already. */
  add(message: TrackedMessage): void {
    const known = this.message(message.id)
    if (known !== undefined) this.#forget(known)
    this.#open.add(message)
    for (const delivery of message.deliveries.values()) this.#index(delivery)
  }

  addDelivery(delivery: TrackedDelivery): void {
    const { message, display } = delivery
    // It may have been finished for the displays it had so far.
    if (this.#finished.messages.get(message.id) === message) {
      this.#finished.remove(message)
      this.#open.add(message)
    }
    message.deliveries.set(display, delivery)
    message.counts[delivery.state]++
    this.#open.deliveries++
    this.#index(delivery)
  }

  /** Moves a delivery to another state and keeps the counts and indexes right. */
  move(delivery: TrackedDelivery, state: TrackedDelivery['state']): void {
    delivery.message.counts[delivery.state]--
    delivery.state = state
    delivery.message.counts[state]++
    this.#index(delivery)
  }

  /** Nothing of the message is open any more. The oldest finished ones are forgotten. */
  finish(message: TrackedMessage): void {
    if (this.#open.messages.get(message.id) !== message) return
    this.#open.remove(message)
    this.#finished.add(message)
    const { maxFinishedMessages, maxFinishedDeliveries } = this.#bounds
    for (const oldest of this.#finished.messages.values()) {
      const { messages, deliveries } = this.#finished
      if (messages.size <= maxFinishedMessages && deliveries <= maxFinishedDeliveries) return
      if (oldest === message) return
      this.#forget(oldest)
    }
  }

  /** The oldest messages that there is no room for, without `keep`: whoever asks has to finish them. */
  excess(keep: TrackedMessage): TrackedMessage[] {
    const found: TrackedMessage[] = []
    let { deliveries } = this.#open
    let messages = this.#open.messages.size
    for (const message of this.#open.messages.values()) {
      if (messages <= this.#bounds.maxMessages && deliveries <= this.#bounds.maxDeliveries) break
      if (message === keep) continue
      found.push(message)
      messages--
      deliveries -= message.deliveries.size
    }
    return found
  }

  /** The delivery that an acknowledgement means: the oldest open one, or the one that was shown last and is dismissed now. */
  find(display: DisplayId, ackId: string): TrackedDelivery | undefined {
    const named = this.message(ackId)?.deliveries.get(display)
    if (named !== undefined) return named
    for (const delivery of this.#openOf.get(display) ?? []) {
      if (delivery.message.ackId === ackId) return delivery
    }
    const shown = this.#lastShown.get(display)
    return shown?.message.ackId === ackId ? shown : undefined
  }

  forgetDisplay(display: DisplayId): void {
    this.#openOf.delete(display)
    this.#lastShown.delete(display)
  }

  #index(delivery: TrackedDelivery): void {
    const { display } = delivery
    const open = this.#openOf.get(display)
    if (isOpen(delivery.state)) {
      if (open === undefined) this.#openOf.set(display, new Set([delivery]))
      else open.add(delivery)
      return
    }
    open?.delete(delivery)
    if (open?.size === 0) this.#openOf.delete(display)
    if (delivery.state === 'shown') this.#lastShown.set(display, delivery)
  }

  #forget(message: TrackedMessage): void {
    this.#open.remove(message)
    this.#finished.remove(message)
    const wasOpen = !isComplete(message)
    for (const delivery of message.deliveries.values()) {
      if (wasOpen) {
        const open = this.#openOf.get(delivery.display)
        open?.delete(delivery)
        if (open?.size === 0) this.#openOf.delete(delivery.display)
      }
      if (this.#lastShown.get(delivery.display) === delivery) this.#lastShown.delete(delivery.display)
    }
  }
}
