import type { Kysely } from 'kysely'
import { accountTables, twoFactorSchema } from '../../accounts/account-tables.ts'
import type { PeopleStore, SettingsRepository } from '../../accounts/people-store.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'

/** The tables of people, as better-auth uses them. */
export function createPeopleInSql({ kysely, kind }: Pick<SqlDatabase, 'kysely' | 'kind'>): PeopleStore {
  return {
    database: async () => ({ db: kysely, type: kind }),
    async hasAdministrator() {
      const found = await kysely
        .selectFrom('users')
        .select('id')
        .where('role', '=', 'administrator')
        .limit(1)
        .executeTakeFirst()
      return found !== undefined
    },
  }
}

/** People, for as long as the process lives. */
export function createPeopleInMemory(): PeopleStore {
  const users: Record<string, unknown>[] = []
  const names = [...Object.values(accountTables), twoFactorSchema.twoFactor].map(({ modelName }) => modelName)
  const tables = { ...Object.fromEntries(names.map((name) => [name, []])), users }
  return {
    async database() {
      const { memoryAdapter } = await import('better-auth/adapters/memory')
      return memoryAdapter(tables)
    },
    hasAdministrator: async () => users.some((user) => user['role'] === 'administrator'),
  }
}

/** The table `settings`. */
export function createSettingsInSql(kysely: Kysely<Tables>): SettingsRepository {
  return {
    async getOrMake(key, make) {
      const read = () => kysely.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
      const found = await read()
      if (found !== undefined) return found.value
      const value = make()
      await kysely
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return (await read())?.value ?? value
    },
  }
}

/** Settings, for as long as the process lives. */
export function createSettingsInMemory(): SettingsRepository {
  const settings = new Map<string, string>()
  return {
    async getOrMake(key, make) {
      const value = settings.get(key) ?? make()
      settings.set(key, value)
      return value
    },
  }
}
