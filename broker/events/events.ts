import type { EventType } from '#contract/history-operations.ts'
import type { Principal } from '../access/principal.ts'

/** Something that happened in the hub and that people may follow. */
export interface HubEvent {
  readonly type: EventType
  /** The message that a `delivery` is of. */
  readonly message?: string
  /** What somebody is told of it, as JSON; `undefined` if it is none of their business. Asked in the turn in which it happens. */
  readonly dataFor: (principal: Principal) => string | undefined
}

/** Where capabilities tell what happened, and `GET /api/events` hears of it. */
export interface Events {
  publish(event: HubEvent): void
  /** Hears of every event from now on, with its number; answers what to call to hear no more. */
  listen(listener: (event: HubEvent, number: number) => void): () => void
  /** Whether anybody listens: what costs something to tell need not be told otherwise. */
  readonly isFollowed: boolean
}

export function createEvents(): Events {
  const listeners = new Set<(event: HubEvent, number: number) => void>()
  let count = 0
  return {
    publish(event) {
      count++
      for (const listener of listeners) listener(event, count)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get isFollowed() {
      return listeners.size > 0
    },
  }
}
