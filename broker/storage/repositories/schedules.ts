import type { KeptSchedule, SchedulesRepository } from '../../schedules/schedules-repository.ts'
import { answered } from '../answered.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'

type Row = Tables['schedules']

/** The table `schedules`, asked and written at once. */
export function createSchedulesInSql({ kysely, kind }: Pick<SqlDatabase, 'kysely' | 'kind'>): SchedulesRepository {
  return {
    isShared: kind === 'postgres',
    load: () =>
      answered(async () => (await kysely.selectFrom('schedules').selectAll().orderBy('id').execute()).map(keptOf)),
    put: (schedule) =>
      answered(async () => {
        const { id, ...changed } = rowOf(schedule)
        await kysely
          .insertInto('schedules')
          .values({ id, ...changed })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
          .execute()
      }),
    remove: (id) =>
      answered(async () => {
        const { numDeletedRows } = await kysely.deleteFrom('schedules').where('id', '=', id).executeTakeFirst()
        return numDeletedRows > 0n
      }),
    claim: (id, due, { next, last }) =>
      answered(async () => {
        const claimed = await kysely
          .updateTable('schedules')
          .set({ next_at: next ?? null, last: last === undefined ? null : JSON.stringify(last) })
          .where('id', '=', id)
          .where('next_at', '=', due)
          .returningAll()
          .executeTakeFirst()
        return claimed === undefined ? undefined : keptOf(claimed)
      }),
    finish: (id, last) =>
      answered(async () => {
        await kysely
          .updateTable('schedules')
          .set({ last: JSON.stringify(last) })
          .where('id', '=', id)
          .execute()
      }),
  }
}

/** Schedules, for as long as the process lives. */
export function createSchedulesInMemory(): SchedulesRepository {
  const schedules = new Map<string, KeptSchedule>()
  return {
    isShared: false,
    load: async () => [...schedules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: async (schedule) => void schedules.set(schedule.id, schedule),
    remove: async (id) => schedules.delete(id),
    async claim(id, due, then) {
      const found = schedules.get(id)
      if (found?.next !== due) return undefined
      const claimed = { ...found, ...then }
      schedules.set(id, claimed)
      return claimed
    },
    async finish(id, last) {
      const found = schedules.get(id)
      if (found !== undefined) schedules.set(id, { ...found, last })
    },
  }
}

function rowOf({ id, body, owner, next, last, createdAt }: KeptSchedule): Row {
  return {
    id,
    body: JSON.stringify(body),
    owner: JSON.stringify(owner),
    next_at: next ?? null,
    last: last === undefined ? null : JSON.stringify(last),
    created_at: createdAt,
  }
}

function keptOf({ id, body, owner, next_at, last, created_at }: Row): KeptSchedule {
  return {
    id,
    body: JSON.parse(body) as KeptSchedule['body'],
    owner: JSON.parse(owner) as KeptSchedule['owner'],
    next: next_at ?? undefined,
    last: last === null ? undefined : (JSON.parse(last) as KeptSchedule['last']),
    createdAt: created_at,
  }
}
