import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { faultOf } from '../faults.ts'
import type { Database } from './database.ts'
import type { SqliteDialectOptions } from './dialect.ts'

const busyPollMs = 20
const reads = /^\s*(?:select|pragma)\b/i

/** One connection for everybody, handed from one to the next. */
export class SqliteDriver implements Driver {
  readonly #options: SqliteDialectOptions
  readonly #connection: SqliteConnection
  #last: Promise<void> = Promise.resolve()
  #release: (() => void) | undefined

  constructor(options: SqliteDialectOptions) {
    this.#options = options
    this.#connection = new SqliteConnection(options)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last
    let release = () => {}
    this.#last = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release?.()
  }

  /** Takes the write lock at once: one that is taken later cannot be waited for. */
  async beginTransaction(): Promise<void> {
    await this.#connection.begin()
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.commit()
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk has ended the transaction already.
    if (this.#options.database.isTransaction) this.#options.database.exec('ROLLBACK')
  }

  async destroy(): Promise<void> {}
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database
  readonly #options: SqliteDialectOptions

  constructor(options: SqliteDialectOptions) {
    this.#database = options.database
    this.#options = options
  }

  async begin(): Promise<void> {
    await this.#whenFree(() => this.#database.exec('BEGIN IMMEDIATE'))
  }

  async commit(): Promise<void> {
    await this.#whenFree(() => this.#database.exec('COMMIT'))
    await this.#options.walSync.sync()
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const run = (): QueryResult<Row> => {
      const statement = this.#database.prepare(sql)
      const values = parameters.map(bindable)
      if (statement.columns().length > 0) {
        const rows = statement.all(...values) as Row[]
        return { rows, numAffectedRows: BigInt(rows.length) }
      }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    }
    if (this.#database.isTransaction) return run()
    const result = await this.#whenFree(run)
    // Inside a transaction the commit does this.
    if (!reads.test(sql)) await this.#options.walSync.sync()
    return result
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }

  /** Tries again while another process has the lock; rejects when that takes too long. */
  async #whenFree<Result>(action: () => Result): Promise<Result> {
    for (let waited = 0; ; waited += busyPollMs) {
      try {
        return action()
      } catch (error) {
        if (faultOf(error) !== 'busy' || waited >= this.#options.busyTimeoutMs) throw error
        await sleep(busyPollMs)
      }
    }
  }
}

/** SQLite has neither booleans nor dates, and what the API does with them differs between versions. */
function bindable(value: unknown): null | number | bigint | string | Uint8Array {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  return value as number | bigint | string | Uint8Array
}
