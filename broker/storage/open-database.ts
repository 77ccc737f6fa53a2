import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { createMemoryStore } from '../mqtt/store/memory-store.ts'
import { dataFiles } from './data-directory.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'
import { createStores, type Stores } from './stores.ts'

interface Settings {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
}

/**
 * Opens the database of a hub beside it, whether it runs or not; the MQTT state stays the hub's. `undefined` if there is
 * no database in the data directory.
 */
export async function openDatabase(
  { dataDir, databaseUrl }: Settings,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Omit<Stores, 'mqtt'> | undefined> {
  const file = join(dataDir, dataFiles.marquee)
  if (databaseUrl === undefined && !existsSync(file)) return undefined
  const database =
    databaseUrl === undefined
      ? await openSqlite(file)
      : await (await import('./postgres/open-postgres.ts')).openPostgres(databaseUrl)
  return createStores({ database, mqtt: createMemoryStore({ limits, clock }), clock, log })
}
