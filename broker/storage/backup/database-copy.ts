import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { limits } from '../../limits.ts'
import { reasonOf } from '../faults.ts'
import { type Database, openDatabase } from '../sqlite/database.ts'
import { BackupFault } from './backup-fault.ts'

/** Copies a database as it is at one moment, also while a hub writes to it, and checks the copy. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await using(from, (database) => {
    database.exec(`PRAGMA busy_timeout = ${limits.databaseBusyTimeoutMs}`)
    database.prepare('VACUUM INTO ?').run(to)
  })
  chmodSync(to, 0o600)
  await checkIntegrity(to)
}

/** Rejects with `BackupFault` if SQLite finds something wrong in a file. */
export async function checkIntegrity(file: string): Promise<void> {
  const found = await using(file, (database) => database.prepare('PRAGMA integrity_check(1)').all())
  const [verdict] = Object.values(found[0] ?? {})
  if (verdict !== 'ok') throw new BackupFault(`${file} is damaged: ${String(verdict)}`)
}

/** The number of the schema in a file. */
export function schemaOf(file: string): Promise<number> {
  return using(file, (database) => {
    const one = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0])
    const hasMigrations = one("SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'") > 0
    return hasMigrations ? one('SELECT count(*) FROM migrations') : one('PRAGMA user_version')
  })
}

/** What a manifest says of a file. */
export async function describe(file: string): Promise<{ bytes: number; sha256: string; schema: number }> {
  const schema = await schemaOf(file)
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { bytes: statSync(file).size, sha256: hash.digest('hex'), schema }
}

async function using<Result>(file: string, work: (database: Database) => Result): Promise<Result> {
  let database: Database | undefined
  try {
    database = await openDatabase(file)
    return work(database)
  } catch (cause) {
    throw new BackupFault(`${file} cannot be read: ${reasonOf(cause)}`, { cause })
  } finally {
    database?.close()
  }
}
