import type { Kysely, Transaction } from 'kysely'
import type { Announcements } from './announcements.ts'
import type { Tables } from './tables.ts'

export type SqlTransaction = Transaction<Tables>

/** The hub's database, of whichever kind. Every call rejects within a bounded time when the database does not answer. */
export interface SqlDatabase {
  readonly kind: 'sqlite' | 'postgres'
  readonly kysely: Kysely<Tables>
  /** For the log: a file, or a server without its password. */
  readonly name: string
  /** What hubs on the same database tell each other. */
  readonly announcements: Announcements
  /** Runs `work` in one transaction; nothing else of SQLite runs meanwhile, so never wait for anything else in it. */
  transaction<Result>(work: (transaction: SqlTransaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
