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
