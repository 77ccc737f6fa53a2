import { MarqueeError } from '#contract/errors.ts'
import type { TrackedMessage } from './delivery.ts'

interface Waiter {
  readonly resolve: () => void
  readonly timer: NodeJS.Timeout
}

/** Requests that wait for messages to be shown; more than `limit` are refused with `limit_reached`. */
export function createWaiters(limit: number) {
  const waiting = new Map<TrackedMessage, Set<Waiter>>()
  let total = 0
  let isClosed = false

  function finish(message: TrackedMessage, waiter: Waiter) {
    const group = waiting.get(message)
    if (group === undefined || !group.delete(waiter)) return
    if (group.size === 0) waiting.delete(message)
    total--
    clearTimeout(waiter.timer)
    waiter.resolve()
  }

  return {
    /** Resolves on `release` of that message, after `timeoutMs`, or on `close`, whichever is first. */
    wait(message: TrackedMessage, timeoutMs: number): Promise<void> {
      if (isClosed) return Promise.resolve()
      if (total >= limit) {
        throw new MarqueeError({
          code: 'limit_reached',
          message: `${limit} requests wait for messages already; ask again without wait=shown`,
        })
      }
      return new Promise((resolve) => {
        const waiter: Waiter = { resolve, timer: setTimeout(() => finish(message, waiter), timeoutMs) }
        waiting.set(message, (waiting.get(message) ?? new Set()).add(waiter))
        total++
      })
    },
    release(message: TrackedMessage): void {
      for (const waiter of waiting.get(message) ?? []) finish(message, waiter)
    },
    close(): void {
      isClosed = true
      for (const message of [...waiting.keys()])
        for (const waiter of waiting.get(message) ?? []) finish(message, waiter)
    },
  }
}
