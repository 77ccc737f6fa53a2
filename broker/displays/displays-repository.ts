import type { About } from '#contract/display.ts'
import type { DisplayId } from '#contract/ids.ts'

/** What outlives the hub of a display. */
export interface KeptDisplay {
  readonly id: DisplayId
  /** What people call it, if that is not the id. */
  readonly name?: string | undefined
  /** ms since 1970; `undefined` if it was online. */
  readonly offlineSince: number | undefined
  readonly about: About | undefined
}

/** Where the list of displays is kept. Writing never waits for the database. */
export interface DisplaysRepository {
  /** Rejects if the list cannot be read. */
  load(): Promise<KeptDisplay[]>
  put(display: KeptDisplay): void
  remove(id: DisplayId): void
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
}
