import type { KeptQuietHours, QuietHoursRepository } from '../../quiet-hours/quiet-hours-repository.ts'
import { answered } from '../answered.ts'
import type { SqlDatabase, SqlTransaction } from '../sql-database.ts'

type Database = Pick<SqlDatabase, 'kysely' | 'transaction' | 'announcements'>

/** The table `quiet_hours`. */
export function createQuietHoursInSql({ kysely, transaction, announcements }: Database): QuietHoursRepository {
  const write = (work: (within: SqlTransaction) => Promise<unknown>) =>
    answered(() =>
      transaction(async (within) => {
        await work(within)
        await announcements.announce(within, 'quiet_hours')
      }),
    )

  return {
    load: () =>
      answered(async () => {
        const rows = await kysely.selectFrom('quiet_hours').selectAll().orderBy('created_at').orderBy('id').execute()
        return rows.map(({ id, body, created_at }) => ({
          id,
          body: JSON.parse(body) as KeptQuietHours['body'],
          createdAt: created_at,
        }))
      }),
    put: (rule) =>
      write((within) => {
        const body = JSON.stringify(rule.body)
        return within
          .insertInto('quiet_hours')
          .values({ id: rule.id, body, created_at: rule.createdAt })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
          .execute()
      }),
    remove: (id) => write((within) => within.deleteFrom('quiet_hours').where('id', '=', id).execute()),
    onChangedElsewhere: (listener) => announcements.follow('quiet_hours', listener),
  }
}

/** Quiet hours, for as long as the process lives. */
export function createQuietHoursInMemory(): QuietHoursRepository {
  const rules = new Map<string, KeptQuietHours>()
  return {
    load: async () => [...rules.values()],
    put: async (rule) => void rules.set(rule.id, rule),
    remove: async (id) => void rules.delete(id),
    onChangedElsewhere: () => {},
  }
}
