import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { type KeptDisplays, keptDisplaysSchema } from '../displays/kept-displays.ts'
import { groupsSchema, type SavedGroups } from '../groups/groups.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { createMemoryStore } from '../mqtt/store/memory-store.ts'
import { createSqliteStore } from '../mqtt/store/sqlite-store.ts'
import type { Store } from '../mqtt/store/store.ts'
import { createFileSnapshot, createMemorySnapshot, type Snapshot } from './snapshot.ts'

/** What the hub keeps beyond its own life. */
export interface Stores {
  readonly groups: Snapshot<SavedGroups>
  readonly displays: Snapshot<KeptDisplays>
  /** Retained messages, sessions and wills. */
  readonly mqtt: Store
}

interface Surroundings {
  readonly clock: Clock
  readonly log: Log
}

/** One file each in the data directory, which is made when something is kept. */
export function createFileStores(dataDirectory: string, { clock, log }: Surroundings): Stores {
  const file = join(dataDirectory, 'mqtt.db')
  return {
    groups: createFileSnapshot(join(dataDirectory, 'groups.json'), groupsSchema),
    displays: createFileSnapshot(join(dataDirectory, 'displays.json'), keptDisplaysSchema),
    mqtt: createSqliteStore({
      file,
      limits,
      clock,
      onError: (error) => log.error({ file, reason: error.message }, 'the MQTT state could not be written'),
    }),
  }
}

export function createMemoryStores(clock: Clock): Stores {
  return {
    groups: createMemorySnapshot(),
    displays: createMemorySnapshot(),
    mqtt: createMemoryStore({ limits, clock }),
  }
}
