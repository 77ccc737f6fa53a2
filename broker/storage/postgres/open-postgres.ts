import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import { limits } from '../../limits.ts'
import { faultOf, reasonOf } from '../faults.ts'
import { migrate, SchemaRefused } from '../migrations/migrate.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { Notifications } from './notifications.ts'
import { nameOfServer } from './server-name.ts'

const int8 = 20
const maxStartPauseMs = 2000
const unlimited = 0
/** "The database system is starting up." */
const cannotConnectNow = '57P03'

export interface PostgresOptions {
  /** Hears why once, when the server is not there yet and is waited for. */
  readonly onWait?: (reason: string) => void
  /** Hears why, each time that changes of other hubs are not heard any more for a while. */
  readonly onDeaf?: (reason: string) => void
  readonly connectTimeoutMs?: number
  readonly statementTimeoutMs?: number
  readonly startTimeoutMs?: number
}

/**
 * Connects to PostgreSQL and brings its schema up to date; waits a while for a server that is still starting. Rejects
 * with a sentence for the operator, which never holds the password.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<SqlDatabase> {
  const name = nameOfServer(url)
  // A migration, and waiting for that of another hub, may take longer than any other statement.
  const migrating = connect(url, { ...options, statementTimeoutMs: unlimited })
  try {
    await migrateWhenUp(migrating, name, options)
  } catch (error) {
    if (error instanceof SchemaRefused) throw error
    throw new Error(
      `${name} cannot be used (${reasonOf(error)}): start it, or correct MARQUEE_DATABASE_URL, or unset it to keep everything in the data directory`,
      { cause: error },
    )
  } finally {
    await migrating.destroy()
  }
  const kysely = connect(url, options)
  const { connectTimeoutMs, statementTimeoutMs } = timesOf(options)
  const announcements = new Notifications({
    url,
    connectTimeoutMs,
    queryTimeoutMs: statementTimeoutMs + connectTimeoutMs,
    onDeaf: options.onDeaf ?? (() => {}),
  })
  return {
    kind: 'postgres',
    name,
    kysely,
    announcements,
    transaction: (work) => kysely.transaction().execute(work),
    close: async () => void (await Promise.all([announcements.close(), kysely.destroy()])),
  }
}

function connect(url: string, options: PostgresOptions): Kysely<Tables> {
  return new Kysely({ dialect: new PostgresDialect({ pool: withoutBroken(createPool(url, options)) }) })
}

function timesOf({
  connectTimeoutMs = limits.databaseConnectTimeoutMs,
  statementTimeoutMs = limits.databaseStatementTimeoutMs,
}: PostgresOptions): { readonly connectTimeoutMs: number; readonly statementTimeoutMs: number } {
  return { connectTimeoutMs, statementTimeoutMs }
}

function createPool(url: string, options: PostgresOptions): pg.Pool {
  const { connectTimeoutMs, statementTimeoutMs } = timesOf(options)
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'marquee',
    max: limits.maxDatabaseConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    // The server gives up a slow statement; for one that went silent, so does the hub.
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs === unlimited ? unlimited : statementTimeoutMs + connectTimeoutMs,
    keepAlive: true,
    // Every count and time of ours fits into a number.
    types: { getTypeParser: (type) => (type === int8 ? Number : pg.types.getTypeParser(type)) },
  })
  // A connection that breaks while nobody uses it is none of our business: the pool makes another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Takes connections out of the pool on which a statement failed for other reasons than itself. */
function withoutBroken(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect()
      let isBroken = false
      return {
        // Kysely's type has a second form for cursors, which we do not use.
        query: (async (text: string, values: unknown[]) => {
          try {
            return await client.query(text, values)
          } catch (error) {
            isBroken ||= faultOf(error) === 'unavailable'
            throw error
          }
        }) as never,
        release: () => client.release(isBroken),
      }
    },
    end: () => pool.end(),
  }
}

async function migrateWhenUp(kysely: Kysely<Tables>, name: string, options: PostgresOptions): Promise<void> {
  const { onWait = () => {}, startTimeoutMs = limits.databaseStartTimeoutMs } = options
  const end = Date.now() + startTimeoutMs
  for (let pause: number = limits.databaseRetryMinMs; ; pause = Math.min(pause * 2, maxStartPauseMs)) {
    try {
      await migrate(kysely, { kind: 'postgres', name })
      return
    } catch (error) {
      if (!isStarting(error) || Date.now() + pause > end) throw error
      if (pause === limits.databaseRetryMinMs) onWait(reasonOf(error))
      await sleep(pause)
    }
  }
}

/** No answer yet, or one that says to wait. A wrong password or name is not worth waiting for. */
function isStarting(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === cannotConnectNow
  return !(error instanceof SchemaRefused)
}
