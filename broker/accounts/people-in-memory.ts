import { accountTables, twoFactorSchema } from './account-tables.ts'
import type { PeopleStore } from './people-store.ts'

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
