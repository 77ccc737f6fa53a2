import type { Schedule } from '#contract/schedules.ts'
import type { Principal } from '../access/principal.ts'

/** Whose message it is, as long as they are allowed to send it. */
export type Owner = Pick<Principal, 'kind' | 'id' | 'name'>

export interface LastRun {
  /** ms since 1970. */
  readonly at: number
  readonly messageId?: string | undefined
  /** Why nothing was sent. */
  readonly fault?: string | undefined
}

export interface KeptSchedule {
  readonly id: string
  readonly body: Schedule
  readonly owner: Owner
  /** When it is due, ms since 1970; `undefined` is never. */
  readonly next: number | undefined
  readonly last: LastRun | undefined
  readonly createdAt: number
}

/** Where schedules are kept: several hubs may look at the same ones. Rejects with `unavailable` when that is not there. */
export interface SchedulesRepository {
  /** Other hubs may change what is kept. */
  readonly isShared: boolean
  load(): Promise<readonly KeptSchedule[]>
  /** Keeps a new or a changed one. */
  put(schedule: KeptSchedule): Promise<void>
  /** False if there was none. */
  remove(id: string): Promise<boolean>
  /**
   * Takes one run for this hub, if it is still due at that time, and says when it is due next and how it went so far;
   * answers it as it is kept. `undefined` if another hub has taken it, or it was changed.
   */
  claim(id: string, due: number, then: Pick<KeptSchedule, 'next' | 'last'>): Promise<KeptSchedule | undefined>
  /** Says how a run went. */
  finish(id: string, last: LastRun): Promise<void>
}
