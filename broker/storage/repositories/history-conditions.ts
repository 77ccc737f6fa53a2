import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { priorities } from '#contract/message.ts'
import type { HistoryFilter, PageRequest, Position } from '../../history/history-repository.ts'
import { hasOutcome } from '../migrations/0008-history.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { tsQuery } from './history-words.ts'
import { storable } from './json-rows.ts'

type Condition = RawBuilder<boolean>
type Order = PageRequest['order']

/** What comes after a place; the columns are those of `messages`, or named otherwise. */
export function beyond({ at, id }: Position, order: Order, idColumn = 'id'): Condition {
  const than = sql.raw(order === 'newest' ? '<' : '>')
  return sql<boolean>`(accepted_at, ${sql.ref(idColumn)}) ${than} (${at}, ${id})`
}

export function inOrder<Row>(
  query: SelectQueryBuilder<Tables, 'messages', Row>,
  order: Order,
  isBySeq = false,
): SelectQueryBuilder<Tables, 'messages', Row> {
  const direction = order === 'newest' ? 'desc' : 'asc'
  return isBySeq ? query.orderBy('seq', direction) : query.orderBy('accepted_at', direction).orderBy('id', direction)
}

export function isWithin({ since, until }: HistoryFilter): Condition {
  return all([
    ...(since === undefined ? [] : [sql<boolean>`accepted_at >= ${since}`]),
    ...(until === undefined ? [] : [sql<boolean>`accepted_at < ${until}`]),
  ])
}

/** Everything of a filter as conditions on `messages`, without what is led by an index (`but`). */
export function fits(kind: SqlDatabase['kind'], filter: HistoryFilter, but?: keyof HistoryFilter): Condition {
  const left: Partial<HistoryFilter> = but === undefined ? filter : omit(filter, but)
  const { words = [], display, group, sender, priority, state } = left
  return all([
    isWithin(filter),
    ...(words.length === 0 ? [] : [sql<boolean>`words @@ to_tsquery('simple', ${tsQuery(words)})`]),
    ...(sender === undefined ? [] : [sql<boolean>`sender = ${storable(sender)}`]),
    ...(priority === undefined ? [] : [isOfPriority(priority)]),
    ...(state === undefined ? [] : [hasOutcome(kind, state)]),
    ...(group === undefined
      ? []
      : [
          sql<boolean>`exists (select 1 from message_groups where group_id = ${storable(group)}
            and message_groups.accepted_at = messages.accepted_at and message_groups.message_id = messages.id)`,
        ]),
    ...(display === undefined
      ? []
      : [
          sql<boolean>`exists (select 1 from deliveries where message_id = messages.id and display_id = ${storable(display)}
            and deliveries.accepted_at = messages.accepted_at)`,
        ]),
  ])
}

/** Every urgency but the usual one has a part of the index, which a query has to name. */
export function isOfPriority(priority: NonNullable<HistoryFilter['priority']>): Condition {
  const rank = sql.lit(priorities.indexOf(priority))
  return priority === 'normal' ? sql<boolean>`priority = ${rank}` : sql<boolean>`(priority = ${rank} and priority <> 1)`
}

function omit(filter: HistoryFilter, name: keyof HistoryFilter): Partial<HistoryFilter> {
  const { [name]: _, ...left } = filter
  return left
}

function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
