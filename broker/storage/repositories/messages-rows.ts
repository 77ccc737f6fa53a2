import type { Selectable } from 'kysely'
import { messageDefaults } from '#contract/bounds.ts'
import type { DisplayId } from '#contract/ids.ts'
import { priorities } from '#contract/message.ts'
import type { KeptDelivery, KeptMessage, KeptProgress, StoredMessage } from '../../deliveries/messages-repository.ts'
import type { Tables } from '../tables.ts'
import { type Cell, type Columns, storable } from './json-rows.ts'

export const messageColumns = {
  id: 'text',
  accepted_at: 'bigint',
  topic: 'text',
  to_selectors: 'text',
  sender: 'text',
  is_plain: 'bigint',
  ack_id: 'text',
  payload_bytes: 'bigint',
  body: 'text',
  text: 'text',
  priority: 'bigint',
  expires_at: 'bigint',
  recipients: 'text',
  idempotency_key: 'text',
} as const satisfies Columns

export function messageCells(message: KeptMessage): Cell[] {
  const { body, sender } = message
  return [
    message.id,
    message.acceptedAt,
    message.topic,
    JSON.stringify(message.to),
    storable(sender),
    message.isPlainText ? 1 : 0,
    message.ackId,
    message.payloadBytes,
    JSON.stringify(body),
    storable([body.text, body.title, body.from, sender].filter((part) => part !== undefined).join('\n')),
    priorities.indexOf(body.priority ?? messageDefaults.priority),
    message.expiresAt,
    JSON.stringify(message.recipients),
    message.idempotencyKey ?? null,
  ]
}

export const progressColumns = {
  id: 'text',
  recipients: 'text',
  completed_at: 'bigint',
  counts: 'text',
  answers: 'text',
} as const satisfies Columns

export function progressCells({ id, recipients, completedAt, counts, answers }: KeptProgress): Cell[] {
  return [
    id,
    JSON.stringify(recipients),
    completedAt ?? null,
    completedAt === undefined ? null : JSON.stringify(counts),
    answers.length === 0 ? null : JSON.stringify(answers),
  ]
}

export const deliveryColumns = {
  message_id: 'text',
  display_id: 'text',
  accepted_at: 'bigint',
  state: 'text',
  ms: 'bigint',
  reason: 'text',
  answer: 'text',
} as const satisfies Columns

export function deliveryCells({ messageId, display, acceptedAt, state, ms, reason, answer }: KeptDelivery): Cell[] {
  return [
    messageId,
    display,
    acceptedAt,
    state,
    ms,
    reason === undefined ? null : storable(reason),
    answer === undefined ? null : JSON.stringify(answer),
  ]
}

type MessageRow = Selectable<Tables['messages']>
type DeliveryRow = Selectable<Tables['deliveries']>

/** What this module has written is read back as it was; a person who edits the database is on their own. */
export function storedMessage(row: MessageRow, deliveries: readonly DeliveryRow[]): StoredMessage {
  return {
    id: row.id,
    acceptedAt: row.accepted_at,
    topic: row.topic,
    to: JSON.parse(row.to_selectors) as string[],
    sender: row.sender,
    isPlainText: row.is_plain === 1,
    ackId: row.ack_id,
    payloadBytes: row.payload_bytes,
    body: JSON.parse(row.body) as KeptMessage['body'],
    expiresAt: row.expires_at,
    recipients: JSON.parse(row.recipients) as DisplayId[],
    idempotencyKey: row.idempotency_key ?? undefined,
    completedAt: row.completed_at ?? undefined,
    deliveries: deliveries.map(keptDelivery),
  }
}

export function keptDelivery(row: DeliveryRow): KeptDelivery {
  return {
    messageId: row.message_id,
    display: row.display_id as DisplayId,
    acceptedAt: row.accepted_at,
    state: row.state as KeptDelivery['state'],
    ms: row.ms,
    reason: row.reason ?? undefined,
    answer: row.answer === null ? undefined : (JSON.parse(row.answer) as NonNullable<KeptDelivery['answer']>),
  }
}
