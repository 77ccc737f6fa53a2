import type { QuietHours } from '#contract/quiet-hours.ts'

export interface KeptQuietHours {
  readonly id: string
  readonly body: QuietHours
  /** ms since 1970. */
  readonly createdAt: number
}

/** Where the rules are kept. Rejects with `unavailable` when that is not there. */
export interface QuietHoursRepository {
  load(): Promise<readonly KeptQuietHours[]>
  put(rule: KeptQuietHours): Promise<void>
  remove(id: string): Promise<void>
  /** Told when another hub on the same database has changed rules; tried again later if it rejects. */
  onChangedElsewhere(listener: () => Promise<void>): void
}
