import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HistoryFilter, PageRequest, Position } from '../../history/history-repository.ts'
import { hasOutcome } from '../migrations/0008-history.ts'
import type { Tables } from '../tables.ts'
import { beyond, fits, isOfPriority, isWithin } from './history-conditions.ts'
import { matchQuery } from './history-words.ts'
import { storable } from './json-rows.ts'

type Condition = RawBuilder<boolean>

/** Some messages that one index of SQLite gives, in their order. */
interface Part {
  readonly among: Condition
  readonly size: number
  /** Where they end; missing when there are no more. */
  readonly last: Position | undefined
}

export interface Candidates {
  /** What the index does not say and has to be looked at. */
  readonly rest: Condition
  /** The index says it all. */
  readonly isExact: boolean
  readonly isBySeq: boolean
  next(after: Position | undefined, limit: number): Promise<Part>
}

/** What is late or early by this, because clocks are set, is found still. */
const clockSlackMs = 3_600_000

/** Lets the index lead that gives the fewest messages: words, then displays, groups, outcomes, senders and urgency, else time. */
export async function candidatesFor(
  kysely: Kysely<Tables>,
  filter: HistoryFilter,
  order: PageRequest['order'],
): Promise<Candidates> {
  const { words, display, group, sender, priority, state } = filter
  if (words.length > 0) return byWords(kysely, filter, order)
  const range = isWithin(filter)
  const led = (but: keyof HistoryFilter | undefined, from: RawBuilder<unknown>, idColumn = 'id'): Candidates => {
    const others = [display, group, sender, priority, state].filter((value) => value !== undefined).length
    return {
      rest: fits('sqlite', filter, but),
      isExact: others <= 1,
      isBySeq: false,
      next: async (after, limit) => {
        const place = after === undefined ? sql`` : sql` and ${beyond(after, order, idColumn)}`
        const direction = sql.raw(order === 'newest' ? 'desc' : 'asc')
        const { rows } = await sql<{ id: string; at: number }>`
          select ${sql.ref(idColumn)} as id, accepted_at as at from ${from} and ${range}${place}
          order by accepted_at ${direction}, ${sql.ref(idColumn)} ${direction} limit ${limit}`.execute(kysely)
        const ids = JSON.stringify(rows.map(({ id }) => id))
        return {
          among: sql<boolean>`id in (select value from json_each(${ids}))`,
          size: rows.length,
          last: rows.length < limit ? undefined : rows.at(-1),
        }
      },
    }
  }
  if (display !== undefined)
    return led('display', sql`deliveries where display_id = ${storable(display)}`, 'message_id')
  if (group !== undefined) return led('group', sql`message_groups where group_id = ${storable(group)}`, 'message_id')
  if (state !== undefined && state !== 'shown') return led('state', sql`messages where ${hasOutcome('sqlite', state)}`)
  if (sender !== undefined) return led('sender', sql`messages where sender = ${storable(sender)}`)
  if (priority !== undefined && priority !== 'normal')
    return led('priority', sql`messages where ${isOfPriority(priority)}`)
  if (state !== undefined) return led('state', sql`messages where ${hasOutcome('sqlite', state)}`)
  return led(undefined, sql`messages where 1 = 1`)
}

async function byWords(
  kysely: Kysely<Tables>,
  filter: HistoryFilter,
  order: PageRequest['order'],
): Promise<Candidates> {
  const match = await matchQuery(kysely, filter.words, filter.sender)
  const lowest =
    filter.since === undefined ? 0 : ((await seqFrom(kysely, filter.since - clockSlackMs)) ?? Number.MAX_SAFE_INTEGER)
  const highest = filter.until === undefined ? undefined : await seqFrom(kysely, filter.until + clockSlackMs)
  const { words: _, ...others } = filter
  return {
    rest: fits('sqlite', { ...others, words: [] }),
    isExact: Object.values(others).every((value) => value === undefined),
    isBySeq: true,
    async next(after, limit) {
      const isNewest = order === 'newest'
      const from = isNewest ? lowest : Math.max(lowest, (after?.seq ?? 0) + 1)
      const to = Math.min(
        highest ?? Number.MAX_SAFE_INTEGER,
        isNewest ? (after?.seq ?? Number.MAX_SAFE_INTEGER) - 1 : Number.MAX_SAFE_INTEGER,
      )
      const { rows } = await sql<{
        seq: number
      }>`select rowid as seq from messages_words where messages_words match ${match}
        and rowid >= ${from} and rowid <= ${to} order by rowid ${sql.raw(isNewest ? 'desc' : 'asc')} limit ${limit}`.execute(
        kysely,
      )
      const last = rows.length < limit ? undefined : rows.at(-1)?.seq
      return {
        among: sql<boolean>`seq in (select value from json_each(${JSON.stringify(rows.map(({ seq }) => seq))}))`,
        size: rows.length,
        last: last === undefined ? undefined : await positionOf(kysely, last),
      }
    },
  }
}

/** The number of the first message that was accepted then or later. */
async function seqFrom(kysely: Kysely<Tables>, at: number): Promise<number | undefined> {
  const row = await kysely
    .selectFrom('messages')
    .select('seq')
    .where('accepted_at', '>=', at)
    .orderBy('accepted_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.seq
}

async function positionOf(kysely: Kysely<Tables>, seq: number): Promise<Position> {
  const row = await kysely
    .selectFrom('messages')
    .select(['id', 'accepted_at'])
    .where('seq', '=', seq)
    .executeTakeFirst()
  return { seq, at: row?.accepted_at ?? 0, id: row?.id ?? '' }
}
