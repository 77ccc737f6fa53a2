import type { Kysely } from 'kysely'
import type { KeptQuietHours, QuietHoursRepository } from '../../quiet-hours/quiet-hours-repository.ts'
import { answered } from '../answered.ts'
import type { Tables } from '../tables.ts'

/** The table `quiet_hours`. */
export function createQuietHoursInSql(kysely: Kysely<Tables>): QuietHoursRepository {
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
      answered(async () => {
        const body = JSON.stringify(rule.body)
        await kysely
          .insertInto('quiet_hours')
          .values({ id: rule.id, body, created_at: rule.createdAt })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
          .execute()
      }),
    remove: (id) =>
      answered(async () => {
        await kysely.deleteFrom('quiet_hours').where('id', '=', id).execute()
      }),
  }
}

/** Quiet hours, for as long as the process lives. */
export function createQuietHoursInMemory(): QuietHoursRepository {
  const rules = new Map<string, KeptQuietHours>()
  return {
    load: async () => [...rules.values()],
    put: async (rule) => void rules.set(rule.id, rule),
    remove: async (id) => void rules.delete(id),
  }
}
