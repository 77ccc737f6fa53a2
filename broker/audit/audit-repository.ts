/** One entry of the audit log: who did what to whom, never a secret. */
export interface AuditEntry {
  /** Sorts by time, entries of one moment in their order. */
  readonly id: string
  /** When, in ms since 1970. */
  readonly at: number
  /** The name of a principal. */
  readonly actor: string
  /** A noun and what became of it: `user.invited`. */
  readonly action: string
  readonly subject: string | undefined
  readonly details: AuditDetails | undefined
}

export type AuditDetails = Readonly<Record<string, string | number | boolean>>

export interface AuditQuery {
  /** At most so many, the newest first. */
  readonly limit: number
  /** Only what is older than the entry with this id. */
  readonly before?: string | undefined
  readonly actor?: string | undefined
  readonly subject?: string | undefined
}

/** Where the audit log is kept. Writing never waits for the database. */
export interface AuditRepository {
  append(entry: AuditEntry): void
  /** The newest first, also what was appended just now. Rejects if the log cannot be read. */
  list(query: AuditQuery): Promise<readonly AuditEntry[]>
  /** Deletes what is older than `olderThan` (ms since 1970), and all but the newest `keep`. */
  prune(bounds: { readonly olderThan: number; readonly keep: number }): Promise<void>
}
