import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import type { Log } from '../log.ts'
import type { Store } from '../mqtt/store/store.ts'
import type { Traffic } from '../mqtt/traffic.ts'
import { createMetrics, type Metrics } from './metrics.ts'

interface Sources {
  readonly traffic: Traffic
  readonly deliveries: Deliveries
  readonly displays: Displays
  readonly drops: Drops
  readonly stores: {
    readonly mqtt: Pick<Store, 'stats'>
    readonly health: () => { fault: string | undefined; pending: number; dropped: number }
  }
}

/** Counts what the hub could not follow, by reason. */
export interface Drops {
  onOverflow(): void
  onFault(topic: string, error: unknown): void
  readonly counts: Readonly<Record<string, number>>
}

export function createDrops(log: Log): Drops {
  const counts = { unrecorded: 0, fault: 0 }
  return {
    onOverflow() {
      if (counts.unrecorded++ % 10_000 > 0) return
      log.warn(counts, 'publishes come faster than they can be followed; they are passed on without a report')
    },
    onFault(topic, error) {
      counts.fault++
      log.error({ topic, err: error }, 'a publish could not be followed')
    },
    counts,
  }
}

/** The metrics of one hub. */
export function createTelemetry({ traffic, deliveries, displays, drops, stores }: Sources): Metrics {
  return createMetrics({
    traffic,
    deliveries: () => deliveries.stats,
    displays: () => displays.presence,
    kept: () => {
      const { dropped: _, ...kept } = stores.mqtt.stats
      return kept
    },
    database: () => {
      const { fault, pending } = stores.health()
      return { available: fault === undefined ? 1 : 0, pending_changes: pending }
    },
    dropped: () => ({
      ...drops.counts,
      ...stores.mqtt.stats.dropped,
      refused: traffic.refused,
      slow_client: traffic.closedForSlowness,
      unread: traffic.dropped.slow,
      too_large: traffic.dropped.tooLarge,
      turned_away: traffic.turnedAway,
      evicted: deliveries.stats.evicted,
      unsaved: stores.health().dropped,
    }),
  })
}
