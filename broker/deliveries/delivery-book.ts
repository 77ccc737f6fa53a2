import type { DisplayId } from '#contract/ids.ts'
import { isComplete, isOpen, type TrackedDelivery, type TrackedMessage } from './delivery.ts'

interface Bounds {
  readonly maxMessages: number
  readonly maxDeliveries: number
}

/**
 * What is remembered of messages: by id, and per display what is still open, oldest first.
 * When a bound is reached, the oldest finished message is forgotten, else the oldest; `onEvicted` hears of unfinished ones.
 */
export class DeliveryBook {
  readonly #messages = new Map<string, TrackedMessage>()
  readonly #open = new Map<DisplayId, Set<TrackedDelivery>>()
  readonly #lastShown = new Map<DisplayId, TrackedDelivery>()
  readonly #bounds: Bounds
  readonly #onEvicted: (message: TrackedMessage) => void
  #deliveries = 0

  constructor(bounds: Bounds, onEvicted: (message: TrackedMessage) => void) {
    this.#bounds = bounds
    this.#onEvicted = onEvicted
  }

  get size(): { messages: number; deliveries: number } {
    return { messages: this.#messages.size, deliveries: this.#deliveries }
  }

  message(id: string): TrackedMessage | undefined {
    return this.#messages.get(id)
  }

  messages(): Iterable<TrackedMessage> {
    return this.#messages.values()
  }

  /** Deliveries of a display that are queued or sent, oldest first. */
  openOf(display: DisplayId): readonly TrackedDelivery[] {
    return [...(this.#open.get(display) ?? [])]
  }

  openCount(display: DisplayId): number {
    return this.#open.get(display)?.size ?? 0
  }

  add(message: TrackedMessage): void {
    this.#messages.set(message.id, message)
    while (this.#messages.size > this.#bounds.maxMessages) this.#evictOne(message)
  }

  addDelivery(delivery: TrackedDelivery): void {
    const { message, display } = delivery
    message.deliveries.set(display, delivery)
    message.counts[delivery.state]++
    this.#deliveries++
    this.#index(delivery)
    while (this.#deliveries > this.#bounds.maxDeliveries && this.#messages.size > 1) this.#evictOne(message)
  }

  /** Moves a delivery to another state and keeps the counts and indexes right. */
  move(delivery: TrackedDelivery, state: TrackedDelivery['state'], ms: number, reason?: string): void {
    delivery.message.counts[delivery.state]--
    delivery.state = state
    delivery.ms = ms
    delivery.reason = reason
    delivery.message.counts[state]++
    this.#index(delivery)
  }

  /** The delivery that an acknowledgement means: the oldest open one, or the one that was shown last and is dismissed now. */
  find(display: DisplayId, ackId: string): TrackedDelivery | undefined {
    for (const delivery of this.#open.get(display) ?? []) {
      if (delivery.message.id === ackId || delivery.message.ackId === ackId) return delivery
    }
    const named = this.#messages.get(ackId)?.deliveries.get(display)
    if (named !== undefined) return named
    const shown = this.#lastShown.get(display)
    return shown?.message.ackId === ackId ? shown : undefined
  }

  forgetDisplay(display: DisplayId): void {
    this.#open.delete(display)
    this.#lastShown.delete(display)
  }

  #index(delivery: TrackedDelivery): void {
    const { display } = delivery
    const open = this.#open.get(display)
    if (isOpen(delivery.state)) {
      if (open === undefined) this.#open.set(display, new Set([delivery]))
      else open.add(delivery)
      return
    }
    open?.delete(delivery)
    if (open?.size === 0) this.#open.delete(display)
    if (delivery.state === 'shown') this.#lastShown.set(display, delivery)
  }

  #evictOne(keep: TrackedMessage): void {
    const victim = this.#victim(keep)
    if (victim === undefined) return
    this.#messages.delete(victim.id)
    this.#deliveries -= victim.deliveries.size
    const unfinished = !isComplete(victim)
    for (const delivery of victim.deliveries.values()) {
      const open = this.#open.get(delivery.display)
      open?.delete(delivery)
      if (open?.size === 0) this.#open.delete(delivery.display)
      if (this.#lastShown.get(delivery.display) === delivery) this.#lastShown.delete(delivery.display)
    }
    if (unfinished) this.#onEvicted(victim)
  }

  /** Looks for a finished message among the oldest only: a scan of all of them for each new one would be quadratic. */
  #victim(keep: TrackedMessage): TrackedMessage | undefined {
    let oldest: TrackedMessage | undefined
    let looked = 0
    for (const message of this.#messages.values()) {
      if (message === keep) continue
      if (isComplete(message)) return message
      oldest ??= message
      if (++looked === 64) break
    }
    return oldest
  }
}
