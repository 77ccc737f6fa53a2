import {
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from './database.ts'
import { SqliteDriver } from './driver.ts'
import type { WalSync } from './wal-sync.ts'

export interface SqliteDialectOptions {
  readonly database: Database
  readonly walSync: WalSync
  /** How long a statement waits for another process that writes. */
  readonly busyTimeoutMs: number
}

/**
 * Kysely over the API of `node:sqlite`. Nothing holds up the event loop but the statements themselves: a commit is synced
 * in the thread pool, and a lock of another process is waited for with a timer. The database stays the caller's to close.
 */
export class NodeSqliteDialect implements Dialect {
  readonly #options: SqliteDialectOptions

  constructor(options: SqliteDialectOptions) {
    this.#options = options
  }

  createDriver(): SqliteDriver {
    return new SqliteDriver(this.#options)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }

  createIntrospector(database: Kysely<never>): DatabaseIntrospector {
    return new SqliteIntrospector(database)
  }
}

/** SQLite can undo DDL; Kysely does not count on it, and its migrations would stop half-way without a transaction. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
