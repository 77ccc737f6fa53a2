import type { Selectable } from 'kysely'
import type { FinishedMessage } from '../../history/history-repository.ts'
import type { Tables } from '../tables.ts'

/** Without the recipients: of a broadcast those are thousands. */
export const finishedColumns = [
  'seq',
  'id',
  'accepted_at',
  'topic',
  'to_selectors',
  'sender',
  'is_plain',
  'ack_id',
  'payload_bytes',
  'body',
  'expires_at',
  'counts',
  'answers',
] as const

type Row = Pick<Selectable<Tables['messages']>, (typeof finishedColumns)[number]>

const noCounts = '{"queued":0,"sent":0,"shown":0,"dismissed":0,"replaced":0,"expired":0,"rejected":0}'

export function finishedMessage(row: Row): FinishedMessage {
  return {
    seq: row.seq,
    id: row.id,
    acceptedAt: row.accepted_at,
    topic: row.topic,
    to: JSON.parse(row.to_selectors) as string[],
    sender: row.sender,
    isPlainText: row.is_plain === 1,
    ackId: row.ack_id,
    payloadBytes: row.payload_bytes,
    body: JSON.parse(row.body) as FinishedMessage['body'],
    expiresAt: row.expires_at,
    counts: JSON.parse(row.counts ?? noCounts) as FinishedMessage['counts'],
    answers: JSON.parse(row.answers ?? '[]') as FinishedMessage['answers'],
  }
}
