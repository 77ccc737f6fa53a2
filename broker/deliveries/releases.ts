import type { DisplayId } from '#contract/ids.ts'
import type { TrackedDelivery } from './delivery.ts'
import { byUrgency } from './resend.ts'

interface Options {
  /** How many of them a display may have to acknowledge at a time. */
  readonly limit: number
  /** What may be sent to a display now. */
  readonly waiting: (display: DisplayId) => readonly TrackedDelivery[]
  readonly send: (delivery: TrackedDelivery) => void
}

/**
 * Brings a display what has waited for it: most urgent first, and only a few at a time, because a board has room for
 * few and rejects the rest.
 */
export function createReleases({ limit, waiting, send }: Options) {
  const underWay = new Map<DisplayId, Set<TrackedDelivery>>()

  function release(display: DisplayId) {
    const sent = underWay.get(display)
    if (sent === undefined || sent.size >= limit) return
    const next = [...waiting(display)].sort(byUrgency).slice(0, limit - sent.size)
    for (const delivery of next) {
      sent.add(delivery)
      send(delivery)
    }
    if (sent.size === 0) underWay.delete(display)
  }

  return {
    online(display: DisplayId): void {
      if (!underWay.has(display)) underWay.set(display, new Set())
      release(display)
    },
    offline: (display: DisplayId): void => void underWay.delete(display),
    /** It has an outcome: another one may follow. */
    done(delivery: TrackedDelivery): void {
      if (underWay.get(delivery.display)?.delete(delivery)) release(delivery.display)
    },
  }
}
