import { randomUUID } from 'node:crypto'
import type { Database } from '../../../storage/sqlite/database.ts'
import type { Message } from '../memory/queue.ts'
import type { Session } from '../memory/session.ts'
import type { StoreState } from '../memory/store-state.ts'
import type { MessageProperties, Qos, StoredPacket } from '../store.ts'
import { fromBlob, fromJson, nameFromBlob } from './columns.ts'

interface MessageRow {
  readonly row: number
  readonly topic: Uint8Array
  readonly payload: Uint8Array
  readonly qos: Qos
  readonly retain: number
  readonly properties: string | null
  readonly message_expiry: number | null
}

interface SessionRow {
  readonly row: number
  readonly client_id: Uint8Array
  readonly expiry_ms: number | null
  readonly expires_at: number | null
}

interface OfSession {
  readonly session: number
  readonly message_id: number
  readonly position: number
}

/** Fills an empty memory with what is on disk; throws if the file contradicts itself. */
export function load(database: Database, state: StoreState): void {
  const rows = <Row>(sql: string) => database.prepare(sql).all() as Row[]
  const sessions = new Map<number, Session>()
  const messages = new Map<number, Message>()
  // Aedes counts its packets from 1 in each run: under the id of this run two packets could be taken for one.
  const brokerId = `before-${randomUUID()}`

  function sessionOf({ session: row }: { readonly session: number }): Session {
    const session = sessions.get(row)
    if (session === undefined) throw new Error(`session ${row} is missing`)
    return session
  }

  for (const row of rows<MessageRow>('SELECT * FROM retained')) {
    state.retained.store({ ...packetOf(row), retain: true })
  }
  const ended: Session[] = []
  for (const row of rows<SessionRow>('SELECT * FROM sessions ORDER BY expires_at IS NULL, expires_at')) {
    const session = state.sessions.restore(row.row, nameFromBlob(row.client_id))
    session.isStored = true
    sessions.set(row.row, session)
    state.sessions.resume(session, row.expiry_ms ?? undefined, row.expires_at ?? undefined)
    // Of a client whose session ended with the connection, which the hub did not live to see.
    if (row.expiry_ms === 0) ended.push(session)
  }
  for (const row of rows<OfSession & { filter: Uint8Array; qos: Qos; options: string }>(
    'SELECT * FROM subscriptions',
  )) {
    const topic = nameFromBlob(row.filter)
    state.sessions.subscribe(sessionOf(row), { ...(JSON.parse(row.options) as object), topic, qos: row.qos })
  }
  for (const row of rows<MessageRow>('SELECT * FROM messages')) {
    const message = state.queues.message({ ...packetOf(row), brokerId, brokerCounter: row.row }, row.row)
    message.isStored = true
    messages.set(row.row, message)
  }
  type QueueRow = Omit<OfSession, 'message_id'> & {
    message: number
    qos: Qos
    retain: number
    message_id: number | null
  }
  for (const row of rows<QueueRow>('SELECT * FROM queue ORDER BY position')) {
    const message = messages.get(row.message)
    if (message === undefined) throw new Error(`message ${row.message} is missing`)
    const { qos, position } = row
    const fields = { qos, position, retain: row.retain === 1, messageId: row.message_id ?? undefined, isStored: true }
    state.queues.enqueue(sessionOf(row), message, fields)
  }
  for (const row of rows<OfSession>('SELECT * FROM released ORDER BY position')) {
    state.queues.release(sessionOf(row), row.message_id, row.position)
  }
  for (const row of rows<OfSession>('SELECT * FROM incoming')) {
    const packet: StoredPacket = {
      cmd: 'publish',
      topic: '',
      payload: Buffer.alloc(0),
      qos: 2,
      messageId: row.message_id,
    }
    sessionOf(row).incoming.set(row.message_id, packet)
  }
  for (const row of rows<MessageRow & { client_id: Uint8Array }>('SELECT * FROM wills')) {
    const clientId = nameFromBlob(row.client_id)
    // No broker of this name lives, so that Aedes publishes it.
    state.wills.set(clientId, { ...willOf(row), clientId, brokerId })
  }
  for (const session of ended) state.sessions.end(session)
}

function packetOf(row: MessageRow): StoredPacket {
  const packet: StoredPacket = {
    cmd: 'publish',
    topic: nameFromBlob(row.topic),
    payload: fromBlob(row.payload),
    qos: row.qos ?? 0,
    dup: false,
  }
  const properties: MessageProperties | undefined = fromJson(row.properties)
  if (properties !== undefined) packet.properties = properties
  if (row.message_expiry != null) packet.messageExpiry = row.message_expiry
  return packet
}

function willOf(row: MessageRow): StoredPacket {
  return { ...packetOf(row), retain: row.retain === 1 }
}
