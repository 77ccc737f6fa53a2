import { join } from 'node:path'
import { type KeptDisplays, keptDisplaysSchema } from '../displays/kept-displays.ts'
import { groupsSchema, type SavedGroups } from '../groups/groups.ts'
import { createFileSnapshot, createMemorySnapshot, type Snapshot } from './snapshot.ts'

/** What the hub keeps beyond its own life. */
export interface Stores {
  readonly groups: Snapshot<SavedGroups>
  readonly displays: Snapshot<KeptDisplays>
}

/** One file each in the data directory, which is made when something is kept. */
export function createFileStores(dataDirectory: string): Stores {
  return {
    groups: createFileSnapshot(join(dataDirectory, 'groups.json'), groupsSchema),
    displays: createFileSnapshot(join(dataDirectory, 'displays.json'), keptDisplaysSchema),
  }
}

export function createMemoryStores(): Stores {
  return { groups: createMemorySnapshot(), displays: createMemorySnapshot() }
}
