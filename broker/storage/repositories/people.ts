import { accountTables, twoFactorSchema } from '../../accounts/account-tables.ts'
import type { PeopleStore } from '../../accounts/people-store.ts'
import type { SqlDatabase } from '../sql-database.ts'

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
