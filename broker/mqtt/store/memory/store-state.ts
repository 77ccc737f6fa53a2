import type { StoredPacket, StoreOptions, StoreStats } from '../store.ts'
import { Drops } from './drops.ts'
import type { Mirror } from './mirror.ts'
import { Queues } from './queues.ts'
import { Retained } from './retained.ts'
import { Sessions } from './sessions.ts'

/** All that a store knows, in memory. */
export interface StoreState {
  readonly retained: Retained
  readonly queues: Queues
  readonly sessions: Sessions
  readonly wills: Map<string, StoredPacket>
  readonly stats: StoreStats
}

export function createStoreState({ limits, clock }: StoreOptions, mirror: Mirror): StoreState {
  const drops = new Drops()
  const retained = new Retained(limits, drops, mirror)
  const queues = new Queues(limits, drops, mirror)
  const sessions = new Sessions({ limits, clock, queues, drops, mirror })
  return {
    retained,
    queues,
    sessions,
    wills: new Map(),
    get stats() {
      return {
        retainedMessages: retained.count,
        retainedBytes: retained.bytes,
        sessions: sessions.count,
        queuedMessages: queues.count,
        queuedBytes: queues.bytes,
        dropped: drops.counts,
      }
    },
  }
}
