import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { accountTables, twoFactorSchema } from '../../../broker/accounts/account-tables.ts'
import { schemaVersion } from '../../../broker/storage/migrations/migrate.ts'
import type { SqlDatabase } from '../../../broker/storage/sql-database.ts'
import { databaseKinds } from './databases.ts'

const tables = [
  'accounts',
  'api_tokens',
  'audit_log',
  'deliveries',
  'display_credentials',
  'displays',
  'group_members',
  'groups',
  'message_groups',
  'messages',
  'pages',
  'playlists',
  'quiet_hours',
  'repeatable_requests',
  'room_messages',
  'schedules',
  'sessions',
  'settings',
  'two_factors',
  'users',
  'verifications',
]

async function tablesOf({ kysely }: SqlDatabase): Promise<string[]> {
  return (await kysely.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('migrations') && !/^messages_(?:words|terms)/.test(name))
}

describe.each(databaseKinds())('%s', (kind, newPlace) => {
  test('the schema is there after the first start and stays at the second', async () => {
    const { open } = await newPlace()
    const first = await open()
    expect((await tablesOf(first)).sort()).toEqual(tables)
    await first.kysely.insertInto('settings').values({ key: 'a', value: '1' }).execute()
    await first.close()
    const second = await open()
    expect(await second.kysely.selectFrom('settings').selectAll().execute()).toEqual([{ key: 'a', value: '1' }])
    await second.close()
  })

  test('better-auth finds every table, column and index that it needs', async () => {
    const { open } = await newPlace()
    const { kysely, close } = await open()
    const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems } = await getMigrations({
      ...accountTables,
      database: { db: kysely, type: kind },
      secret: 'a secret of more than thirty-two letters',
      baseURL: 'http://localhost',
      emailAndPassword: { enabled: true },
      plugins: [twoFactor({ schema: twoFactorSchema })],
      telemetry: { enabled: false },
    })
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      schemaProblems: [],
    })
    await close()
  })

  test('a schema of a newer version refuses the start, names both versions and is left alone', async () => {
    const { open } = await newPlace()
    const first = await open()
    await sql`insert into migrations (name, timestamp) values ('9999_of_tomorrow', 'then')`.execute(first.kysely)
    await first.close()
    await expect(open()).rejects.toThrow(
      `was written by a newer version of Marquee (schema ${schemaVersion + 1}, this one knows ${schemaVersion}): start that version, or restore a backup that is older`,
    )
  })

  test('a migration that fails refuses the start and leaves nothing half-made', async () => {
    const { open } = await newPlace()
    const first = await open()
    for (const name of ['two_factors', 'verifications', 'accounts', 'sessions', 'users']) {
      await first.kysely.schema.dropTable(name).execute()
    }
    await sql`delete from migrations where name >= '0002_people'`.execute(first.kysely)
    // Stands in the way of the last table of the migration.
    await first.kysely.schema.createTable('two_factors').addColumn('id', 'text').execute()
    await first.close()
    await expect(open()).rejects.toThrow(/cannot be used .*two_factors.* already exists/)
    // Not of the first table of the migration, which is gone again.
    await expect(open()).rejects.toThrow(/two_factors.* already exists/)
  })

  test('hubs that start at the same time make the schema once', async () => {
    const { open } = await newPlace()
    const databases = await Promise.all([open(), open(), open(), open()])
    for (const database of databases) expect((await tablesOf(database)).sort()).toEqual(tables)
    await Promise.all(databases.map((database) => database.close()))
  })
})
