import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Stores } from './storage/stores.ts'

/** What a hub gets from the process that runs it. */
export interface Surroundings {
  readonly clock: Clock
  readonly log: Log
  readonly stores: Stores
}
