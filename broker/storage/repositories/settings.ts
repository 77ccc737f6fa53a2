import type { SettingsRepository } from '../../settings/settings-repository.ts'
import type { SqlDatabase } from '../sql-database.ts'

type Database = Pick<SqlDatabase, 'kysely' | 'transaction' | 'announcements'>

/** The table `settings`. */
export function createSettingsInSql({ kysely, transaction, announcements }: Database): SettingsRepository {
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
    async get(key) {
      const found = await kysely.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
      return found?.value
    },
    async set(key, value) {
      await transaction(async (within) => {
        await within
          .insertInto('settings')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute()
        await announcements.announce(within, 'settings')
      })
    },
    onChangedElsewhere: (listener) => announcements.follow('settings', listener),
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
    get: async (key) => settings.get(key),
    set: async (key, value) => void settings.set(key, value),
    onChangedElsewhere: () => {},
  }
}
