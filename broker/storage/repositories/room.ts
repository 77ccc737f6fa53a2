import type { Kysely } from 'kysely'
import type { RoomMessage } from '#contract/room.ts'
import { limits } from '../../limits.ts'
import type { RoomHistory } from '../../room/room-history.ts'
import { answered } from '../answered.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'

type Row = Tables['room_messages']

/** The table `room_messages`, written behind. */
export function createRoomInSql({ kysely, writer }: { kysely: Kysely<Tables>; writer: Writer }): RoomHistory {
  const rows = writer.rows<Row>(writeRows)
  return {
    append: (message) => rows.append(rowOf(message)),
    async list({ limit, before }) {
      await writer.written()
      return answered(async () => {
        let query = kysely
          .selectFrom('room_messages')
          .selectAll()
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
        if (before !== undefined)
          query = query.where(({ eb, and, or }) =>
            or([eb('at', '<', before.at), and([eb('at', '=', before.at), eb('id', '<', before.id)])]),
          )
        return (await query.execute()).map(({ body }) => JSON.parse(body) as RoomMessage)
      })
    },
    async prune({ olderThan, keep }) {
      await kysely.deleteFrom('room_messages').where('at', '<', olderThan).execute()
      const tooOld = await kysely
        .selectFrom('room_messages')
        .select('at')
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .offset(keep)
        .limit(1)
        .executeTakeFirst()
      if (tooOld !== undefined) await kysely.deleteFrom('room_messages').where('at', '<=', tooOld.at).execute()
    },
  }
}

async function writeRows(transaction: SqlTransaction, rows: readonly Row[]): Promise<void> {
  await transaction
    .insertInto('room_messages')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function rowOf(message: RoomMessage): Row {
  return { at: Date.parse(message.at), id: message.id, kind: message.kind, body: JSON.stringify(message) }
}

/** What was said, for as long as the process lives, and at most as much as is kept anywhere. */
export function createRoomInMemory(): RoomHistory {
  let messages: RoomMessage[] = []
  const isBefore = ({ at, id }: RoomMessage, place: { at: number; id: string }) =>
    Date.parse(at) < place.at || (Date.parse(at) === place.at && id < place.id)
  return {
    append(message) {
      messages.push(message)
      if (messages.length > limits.maxRoomMessages * 1.1) messages = messages.slice(-limits.maxRoomMessages)
    },
    list: async ({ limit, before }) =>
      messages
        .filter((message) => before === undefined || isBefore(message, before))
        .sort((a, b) => (isBefore(a, { at: Date.parse(b.at), id: b.id }) ? 1 : -1))
        .slice(0, limit),
    async prune({ olderThan, keep }) {
      messages = messages.filter(({ at }) => Date.parse(at) >= olderThan).slice(-keep)
    },
  }
}
