import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { displaysAndAccess } from './0001-displays-and-access.ts'
import { people } from './0002-people.ts'
import { reachOfPeople } from './0003-reach-of-people.ts'
import { messages } from './0004-messages.ts'
import { schedulesAndQuietHours } from './0005-schedules-and-quiet-hours.ts'
import { pages } from './0006-pages.ts'
import { repeatableRequests } from './0007-repeatable-requests.ts'
import { history } from './0008-history.ts'

/** Every migration there has ever been, in order. One that was released is never changed again. */
function migrationsFor(kind: SqlDatabase['kind']): Record<string, Migration> {
  return {
    '0001_displays_and_access': { up: displaysAndAccess },
    '0002_people': { up: people(kind) },
    '0003_reach_of_people': { up: reachOfPeople },
    '0004_messages': { up: messages(kind) },
    '0005_schedules_and_quiet_hours': { up: schedulesAndQuietHours },
    '0006_pages': { up: pages },
    '0007_repeatable_requests': { up: repeatableRequests },
    '0008_history': { up: history(kind) },
  }
}

const table = 'migrations'
const lockTable = 'migrations_lock'

/** The number of the schema that this version of Marquee writes. */
export const schemaVersion = Object.keys(migrationsFor('sqlite')).length

/** The schema is one that this version does not know. */
export class SchemaRefused extends Error {}

/**
 * Brings the schema up to date in one transaction, under a lock when several hubs start at once. Rejects with
 * `SchemaRefused`, and changes nothing, if a newer version of Marquee has written it.
 */
export async function migrate(
  kysely: Kysely<Tables>,
  { kind, name }: Pick<SqlDatabase, 'kind' | 'name'>,
): Promise<void> {
  const known = migrationsFor(kind)
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: async () => known },
    migrationTableName: table,
    migrationLockTableName: lockTable,
  })
  await refuseNewer(kysely, Object.keys(known), name)
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  await refuseNewer(kysely, Object.keys(known), name)
  throw error
}

async function refuseNewer(kysely: Kysely<Tables>, known: readonly string[], name: string): Promise<void> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((each) => each.name === table)) return
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(kysely)
  if (rows.every((row) => known.includes(row.name))) return
  throw new SchemaRefused(
    `${name} was written by a newer version of Marquee (schema ${rows.length}, this one knows ${known.length}): ` +
      'start that version, or restore a backup that is older',
  )
}
