import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Database, openDatabase } from '../../../storage/sqlite/database.ts'

/** The number of the schema that this version of Marquee writes. */
export const mqttSchemaVersion = 1
const sqliteBusy = 5
/** A large commit leaves a large log, which is cut to this after the next checkpoint. */
const maxLogBytes = 16_777_216

/**
 * Names and payloads are blobs: SQLite's text ends at U+0000, which clients can send. Nothing is checked by constraints,
 * since memory decides what is valid and a commit that can be refused for ever would stop all later ones.
 */
const tables = `
  CREATE TABLE retained (topic BLOB PRIMARY KEY, payload BLOB, qos INTEGER, properties TEXT, message_expiry INTEGER) WITHOUT ROWID;
  CREATE TABLE sessions (row INTEGER PRIMARY KEY, client_id BLOB, expiry_ms INTEGER, expires_at INTEGER);
  CREATE TABLE subscriptions (session INTEGER, filter BLOB, qos INTEGER, options TEXT, PRIMARY KEY (session, filter)) WITHOUT ROWID;
  CREATE TABLE messages (row INTEGER PRIMARY KEY, topic BLOB, payload BLOB, properties TEXT, message_expiry INTEGER);
  CREATE TABLE queue (position INTEGER PRIMARY KEY, session INTEGER, message INTEGER, qos INTEGER, retain INTEGER, message_id INTEGER);
  CREATE TABLE released (session INTEGER, message_id INTEGER, position INTEGER, PRIMARY KEY (session, message_id)) WITHOUT ROWID;
  CREATE TABLE incoming (session INTEGER, message_id INTEGER, PRIMARY KEY (session, message_id)) WITHOUT ROWID;
  CREATE TABLE wills (client_id BLOB PRIMARY KEY, topic BLOB, payload BLOB, qos INTEGER, retain INTEGER, properties TEXT) WITHOUT ROWID;
`

interface MqttDatabaseOptions {
  readonly file: string
  readonly maxFileBytes: number
  /** May refuse what it finds inside. */
  readonly use: (database: Database) => void
}

/** Opens the MQTT state, new or existing. That no second hub does is for the lock of the data directory; backups may read it. */
export async function openMqttDatabase({ file, maxFileBytes, use }: MqttDatabaseOptions): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  let database: Database | undefined
  try {
    database = await openDatabase(file)
    // WAL with NORMAL survives kill -9 (1,000 cycles of the kill test). Against a power cut the log must be synced after
    // each commit; FULL does that too, but holds up the whole hub for it, 5 to 50 ms on an SD card. See wal-sync.ts.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec(`PRAGMA journal_size_limit = ${maxLogBytes}`)
    migrate(database, file)
    database.exec(`PRAGMA max_page_count = ${Math.ceil(maxFileBytes / pragma(database, 'page_size'))}`)
    use(database)
    return database
  } catch (error) {
    if (database !== undefined) closeMqttDatabase(database)
    throw explain(file, error)
  }
}

/** Moves the log into the file and closes. */
export function closeMqttDatabase(database: Database): void {
  try {
    // The package for Node 20 leaves the connection open until its statements are garbage, and with it the log.
    database.exec('PRAGMA journal_mode = DELETE')
  } catch {
    // What is committed stays in the log and is found by the next start.
  } finally {
    database.close()
  }
}

/** Names the file and the way out, which the sentence of SQLite does not. */
class StoreRefused extends Error {}

function migrate(database: Database, file: string): void {
  const found = pragma(database, 'user_version')
  if (found > mqttSchemaVersion) {
    throw new StoreRefused(
      `${file} was written by a newer version of Marquee (schema ${found}, this one knows ${mqttSchemaVersion}): ` +
        'start that version, or move the file away to begin without retained messages and sessions',
    )
  }
  if (found < mqttSchemaVersion) database.exec(`BEGIN; ${tables} PRAGMA user_version = ${mqttSchemaVersion}; COMMIT`)
}

function pragma(database: Database, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}

function explain(file: string, error: unknown): Error {
  if (error instanceof StoreRefused) return error
  const reason = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  if (code === sqliteBusy) {
    return new StoreRefused(
      `${file} is in use by another process: stop that one, or give this hub its own data directory`,
    )
  }
  return new StoreRefused(
    `${file} cannot be used (${reason}): restore a copy, or move it away with its -wal file to begin without retained messages and sessions`,
    { cause: error },
  )
}
