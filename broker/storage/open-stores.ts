import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { createSqliteStore } from '../mqtt/store/sqlite-store.ts'
import { dataFiles, makePrivateFile, takeDataDirectory } from './data-directory.ts'
import { importJsonFiles } from './json-files.ts'
import type { SqlDatabase } from './sql-database.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'
import { createStores, type Stores } from './stores.ts'

interface Settings {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
}

/**
 * Takes the data directory for this process and opens what is in it, or PostgreSQL for everything but the MQTT state.
 * Rejects, with nothing left open, with a sentence for the operator.
 */
export async function openStores(
  { dataDir, databaseUrl }: Settings,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Stores> {
  const directory = await takeDataDirectory(dataDir)
  let database: SqlDatabase | undefined
  try {
    database =
      databaseUrl === undefined
        ? await openSqlite(join(dataDir, dataFiles.marquee))
        : await openServer(databaseUrl, log)
    await importJsonFiles({ directory: dataDir, database, clock, log })
    const stores = createStores({
      database,
      mqtt: createMqttStore(join(dataDir, dataFiles.mqtt), { clock, log }),
      clock,
      log,
    })
    return { ...stores, close: () => stores.close().finally(() => directory.release()) }
  } catch (error) {
    await database?.close()
    directory.release()
    throw error
  }
}

async function openServer(url: string, log: Log): Promise<SqlDatabase> {
  // Its client is loaded only where it is used.
  const { openPostgres } = await import('./postgres/open-postgres.ts')
  return openPostgres(url, {
    onWait: (reason) => log.warn({ reason }, 'waiting for PostgreSQL'),
    onDeaf: (reason) => log.warn({ reason }, 'changes of other hubs are not heard until PostgreSQL is there again'),
  })
}

function createMqttStore(file: string, { clock, log }: { clock: Clock; log: Log }) {
  makePrivateFile(file)
  return createSqliteStore({
    file,
    limits,
    clock,
    onError: (error) => log.error({ file, reason: error.message }, 'the MQTT state could not be written'),
  })
}
