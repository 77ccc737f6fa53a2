import { Kysely } from 'kysely'
import { limits } from '../../limits.ts'
import { noAnnouncements } from '../announcements.ts'
import { makePrivateFile } from '../data-directory.ts'
import { reasonOf } from '../faults.ts'
import { migrate, SchemaRefused } from '../migrations/migrate.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { type Database, openDatabase } from './database.ts'
import { NodeSqliteDialect } from './dialect.ts'
import { createWalSync } from './wal-sync.ts'

/** Opens a file, new or existing, and brings its schema up to date. Rejects with a sentence for the operator. */
export async function openSqlite(file: string): Promise<SqlDatabase> {
  let database: Database | undefined
  const walSync = createWalSync(file)
  try {
    makePrivateFile(file)
    database = await openDatabase(file)
    // NORMAL with a sync of the log after each commit is as durable as FULL, and the hub goes on meanwhile.
    database.exec(`PRAGMA busy_timeout = 0; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`)
    database.exec(`PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${limits.maxDatabaseLogBytes}`)
    const kysely = new Kysely<Tables>({
      dialect: new NodeSqliteDialect({ database, walSync, busyTimeoutMs: limits.databaseBusyTimeoutMs }),
    })
    await migrate(kysely, { kind: 'sqlite', name: file })
    return opened(file, database, kysely, () => walSync.close())
  } catch (error) {
    await walSync.close()
    database?.close()
    if (error instanceof SchemaRefused) throw error
    throw new Error(
      `${file} cannot be used (${reasonOf(error)}): restore a copy with \`marquee restore\`, or move it away with its -wal file to begin without groups and displays`,
      { cause: error },
    )
  }
}

function opened(file: string, database: Database, kysely: Kysely<Tables>, closeLog: () => Promise<void>): SqlDatabase {
  return {
    kind: 'sqlite',
    name: file,
    kysely,
    announcements: noAnnouncements,
    transaction: (work) => kysely.transaction().execute(work),
    async close() {
      await kysely.destroy()
      await closeLog()
      try {
        // The package for Node 20 leaves the connection open until its statements are garbage; the log is empty then.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // What is committed stays in the log and is found by the next start.
      } finally {
        database.close()
      }
    },
  }
}
