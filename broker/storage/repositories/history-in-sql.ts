import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { KeptDelivery } from '../../deliveries/messages-repository.ts'
import type { FinishedMessage, HistoryPage, HistoryRepository, Position } from '../../history/history-repository.ts'
import { limits } from '../../limits.ts'
import { chunks } from '../chunks.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'
import { candidatesFor } from './history-candidates.ts'
import { beyond, fits, inOrder } from './history-conditions.ts'
import { finishedColumns, finishedMessage } from './history-rows.ts'
import { keptDelivery } from './messages-rows.ts'

interface Options {
  readonly kysely: Kysely<Tables>
  readonly kind: SqlDatabase['kind']
  readonly writer: Writer
}

/** The tables `messages` and `deliveries`, read by their indexes and a bounded number of rows at a time. */
export function createHistoryInSql({ kysely, kind, writer }: Options): HistoryRepository {
  const select = kysely.selectFrom('messages').select(finishedColumns).where('completed_at', 'is not', null)

  /** PostgreSQL plans by itself and holds up nobody meanwhile. */
  async function planned(...[filter, { after, limit, order }]: Parameters<HistoryRepository['page']>) {
    let query = inOrder(select, order)
      .limit(limit + 1)
      .where(fits(kind, filter))
    if (after !== undefined) query = query.where(beyond(after, order))
    const rows = (await query.execute()).map(finishedMessage)
    return pageOf(rows, limit, undefined)
  }

  /** SQLite reads in the hub's own thread: one index leads, and what it gives is looked at a part at a time. */
  async function walked(...[filter, request]: Parameters<HistoryRepository['page']>) {
    const { limit, order } = request
    const found: FinishedMessage[] = []
    const candidates = await candidatesFor(kysely, filter, order)
    let after = request.after
    for (let looked = 0; looked < limits.maxLookedThrough; ) {
      const part = await candidates.next(
        after,
        candidates.isExact ? Math.max(20, limit + 1 - found.length) : limits.lookedThroughAtOnce,
      )
      const some = inOrder(select, order, candidates.isBySeq)
        .where(part.among)
        .limit(limit + 1 - found.length)
      found.push(...(await some.where(candidates.rest).execute()).map(finishedMessage))
      looked += part.size
      if (found.length > limit || part.last === undefined) return pageOf(found, limit, undefined)
      after = part.last
      await nextTurn()
    }
    return pageOf(found, limit, after)
  }

  return {
    async page(filter, request) {
      await writer.written()
      return kind === 'postgres' ? planned(filter, request) : walked(filter, request)
    },
    async deliveriesOf(ids, displays) {
      const byMessage = new Map<string, KeptDelivery[]>(ids.map((id) => [id, []]))
      for (const some of chunks(ids, limits.maxMessagesPerRead)) {
        let query = kysely.selectFrom('deliveries').selectAll().where('message_id', 'in', some)
        if (displays !== undefined) query = query.where(isAmong(kind, displays))
        for (const row of await query.orderBy('message_id').orderBy('display_id').execute())
          byMessage.get(row.message_id)?.push(keptDelivery(row))
        await nextTurn()
      }
      return byMessage
    },
    async prune({ olderThan, keep, limit }) {
      const excess = await excessOf(keep, limit)
      const oldest = kysely
        .selectFrom('messages')
        .select('id')
        .where('completed_at', 'is not', null)
        .orderBy('accepted_at')
        .orderBy('id')
      const old = await oldest.where('accepted_at', '<', olderThan).limit(limit).execute()
      const tooMany = excess > old.length ? await oldest.limit(excess).execute() : []
      const ids = [...new Set([...old, ...tooMany].map(({ id }) => id))].slice(0, limit)
      for (const some of chunks(ids, limits.maxMessagesPerRead)) {
        await kysely.deleteFrom('deliveries').where('message_id', 'in', some).execute()
        await kysely.deleteFrom('messages').where('id', 'in', some).where('completed_at', 'is not', null).execute()
        await nextTurn()
      }
      return ids.length
    },
  }

  /** Counting takes a while; the numbers of the first and the last message say when there is nothing to count. */
  async function excessOf(keep: number, limit: number): Promise<number> {
    const { first, last } = await kysely
      .selectFrom('messages')
      .select(({ fn }) => [fn.min('seq').as('first'), fn.max('seq').as('last')])
      .executeTakeFirstOrThrow()
    if (first === null || Number(last) - Number(first) < keep) return 0
    const { count } = await kysely
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Math.min(limit, Number(count) - keep)
  }
}

function isAmong(kind: Options['kind'], displays: readonly string[]) {
  const json = JSON.stringify(displays)
  return kind === 'sqlite'
    ? sql<boolean>`display_id in (select value from json_each(${json}))`
    : sql<boolean>`display_id in (select value from jsonb_array_elements_text(${json}::jsonb) as item (value))`
}

/** One more than asked for was read, to know whether there is more. */
function pageOf(found: readonly FinishedMessage[], limit: number, goOn: Position | undefined): HistoryPage {
  if (found.length <= limit) return { messages: found, next: goOn }
  const messages = found.slice(0, limit)
  const last = messages.at(-1)
  return { messages, next: last === undefined ? goOn : { at: last.acceptedAt, id: last.id, seq: last.seq } }
}
