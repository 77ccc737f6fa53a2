import { setImmediate as endOfTurn } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { MarqueeError } from '#contract/errors.ts'
import type {
  KeptDelivery,
  KeptMessage,
  KeptProgress,
  MessagesRepository,
  StoredMessage,
} from '../../deliveries/messages-repository.ts'
import { limits } from '../../limits.ts'
import { chunks } from '../chunks.ts'
import type { SqlDatabase, SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'
import { type Columns, jsonRows } from './json-rows.ts'
import {
  deliveryCells,
  deliveryColumns,
  messageCells,
  messageColumns,
  progressCells,
  progressColumns,
  storedMessage,
} from './messages-rows.ts'

interface Options {
  readonly kysely: Kysely<Tables>
  readonly kind: SqlDatabase['kind']
  readonly writer: Writer
}

/** The tables `messages` and `deliveries`, written behind. */
export function createMessagesInSql({ kysely, kind, writer }: Options): MessagesRepository {
  const { added, advanced, outcomes, unlessLetGo } = openSources(kind, writer)
  /** Whoever waits from the same turn on waits for the same. */
  let saving: Promise<void> | undefined

  async function withDeliveries(rows: readonly MessageRow[]): Promise<StoredMessage[]> {
    const byMessage = new Map<string, DeliveryRow[]>(rows.map(({ id }) => [id, []]))
    for (const some of chunks(rows)) {
      const ids = some.map(({ id }) => id)
      const found = await kysely
        .selectFrom('deliveries')
        .selectAll()
        .where('message_id', 'in', ids)
        .orderBy('message_id')
        .orderBy('display_id')
        .execute()
      for (const row of found) byMessage.get(row.message_id)?.push(row)
    }
    return rows.map((row) => storedMessage(row, byMessage.get(row.id) ?? []))
  }

  return {
    async load(finished) {
      const messages = kysely.selectFrom('messages').selectAll()
      const open = await messages.where('completed_at', 'is', null).orderBy('seq').execute()
      const complete = await messages
        .where('completed_at', 'is not', null)
        .orderBy('accepted_at', 'desc')
        .orderBy('id', 'desc')
        .limit(finished)
        .execute()
      return withDeliveries([...complete, ...open].sort((a, b) => a.seq - b.seq))
    },
    async find(id) {
      await writer.written()
      const row = await kysely.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : (await withDeliveries([row]))[0]
    },
    async findAcknowledged(display, ackId) {
      await writer.written()
      const recent = kysely
        .selectFrom('deliveries')
        .select(['message_id', 'state'])
        .where('display_id', '=', display)
        .orderBy('accepted_at', 'desc')
        .limit(limits.maxSearchedDeliveries)
      const row = await kysely
        .selectFrom(recent.as('recent'))
        .innerJoin('messages', 'messages.id', 'recent.message_id')
        .selectAll('messages')
        .where('recent.state', '=', 'shown')
        .where((either) => either.or([either('messages.id', '=', ackId), either('messages.ack_id', '=', ackId)]))
        .orderBy('messages.seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? undefined : (await withDeliveries([row]))[0]
    },
    add: (message) => added.set(message.id, message),
    progress: (progress) => advanced.set(progress.id, progress),
    outcome: (delivery) => outcomes.set(`${delivery.display} ${delivery.messageId}`, delivery),
    get isFull() {
      return added.size >= limits.maxUnsavedMessages || outcomes.size >= limits.maxUnsavedDeliveries
    },
    saved(maxWaitMs) {
      if (maxWaitMs !== undefined) return unlessLetGo(writer.written(maxWaitMs))
      if (saving === undefined) {
        saving = unlessLetGo(writer.written(Number.POSITIVE_INFINITY))
        queueMicrotask(() => {
          saving = undefined
        })
      }
      return saving
    },
  }
}

type MessageRow = Parameters<typeof storedMessage>[0]
type DeliveryRow = Parameters<typeof storedMessage>[1][number]

/** Each of their words goes into an index as well. */
const messagesPerInsert = 100

/** Opened in this order: a message is there before what became of it. */
function openSources(kind: SqlDatabase['kind'], writer: Writer) {
  // Above what `isFull` allows, so that nothing within it is let go.
  const added = writer.changes<KeptMessage>(
    inParts((transaction, messages) => addMessages(kind, transaction, messages), messagesPerInsert),
    limits.maxUnsavedMessages + 1,
  )
  const advanced = writer.changes<KeptProgress>(
    inParts((transaction, progress) => advance(kind, transaction, progress)),
    limits.maxUnsavedMessages + limits.maxMessages,
  )
  const outcomes = writer.changes<KeptDelivery>(
    inParts((transaction, deliveries) => addOutcomes(kind, transaction, deliveries)),
    limits.maxUnsavedDeliveries + limits.maxDeliveries,
  )
  const letGo = () => added.dropped + advanced.dropped + outcomes.dropped

  /** Lets those who wait hear that something they may wait for was let go. */
  async function unlessLetGo(written: Promise<void>): Promise<void> {
    const before = letGo()
    await written
    if (letGo() === before) return
    throw new MarqueeError({ code: 'unavailable', message: 'the database refuses a message; it was not saved' })
  }

  return { added, advanced, outcomes, unlessLetGo }
}

function inParts<Value>(
  write: (transaction: SqlTransaction, values: readonly Value[]) => Promise<unknown>,
  size: number = limits.maxRowsPerInsert,
) {
  return async (transaction: SqlTransaction, changes: ReadonlyMap<string, Value | undefined>) => {
    const values = [...changes.values()].filter((value) => value !== undefined)
    for (const some of chunks(values, size)) {
      // Thousands of rows at once would hold up the messages that come meanwhile.
      if (values.length > some.length) await endOfTurn()
      await write(transaction, some)
    }
  }
}

function addMessages(kind: Options['kind'], transaction: SqlTransaction, messages: readonly KeptMessage[]) {
  const fresh = ['completed_at', 'counts', 'answers'].map((name) => sql`${sql.ref(name)} = null`)
  return sql`insert into messages (${names(messageColumns)}) ${jsonRows(kind, messageColumns, messages.map(messageCells))}
    on conflict (id) do update set ${excluded(messageColumns)}, ${sql.join(fresh)}`.execute(transaction)
}

function advance(kind: Options['kind'], transaction: SqlTransaction, progress: readonly KeptProgress[]) {
  const rows = jsonRows(kind, progressColumns, progress.map(progressCells))
  return sql`update messages set recipients = latest.recipients, completed_at = latest.completed_at,
    counts = latest.counts, answers = latest.answers from (${rows}) as latest where messages.id = latest.id`.execute(
    transaction,
  )
}

/** What is said late of an older message with the same id does not count. */
function addOutcomes(kind: Options['kind'], transaction: SqlTransaction, deliveries: readonly KeptDelivery[]) {
  return sql`insert into deliveries (${names(deliveryColumns)}) ${jsonRows(kind, deliveryColumns, deliveries.map(deliveryCells))}
    on conflict (message_id, display_id) do update set ${excluded(deliveryColumns)}
    where excluded.accepted_at >= deliveries.accepted_at`.execute(transaction)
}

const names = (columns: Columns) => sql.join(Object.keys(columns).map((name) => sql.ref(name)))

function excluded(columns: Columns): RawBuilder<unknown> {
  return sql.join(Object.keys(columns).map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))
}
