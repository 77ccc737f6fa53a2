import * as z from 'zod/mini'
import { answerSchema, deliveryStateSchema, reportSchema } from './delivery.ts'
import { displayIdSchema, groupIdSchema } from './ids.ts'
import { messageSchema, prioritySchema, targetSchema } from './message.ts'
import type { Operation } from './operation.ts'

const describe = z.describe

/** A message in a list: its report without the states of single displays, and the message itself. */
export const messageSummarySchema = z.object({
  ...z.omit(reportSchema, { displays: true, omitted: true }).shape,
  message: messageSchema.check(describe('As it was sent; of plain text, its `text`.')),
  answers: z
    .array(z.object({ display: z.string(), ms: z.int(), ...answerSchema.shape }))
    .check(describe('Answers by buttons, the first 20.')),
})
export type MessageSummary = z.infer<typeof messageSummarySchema>

export const messageListSchema = z.object({
  messages: z.array(messageSummarySchema).check(describe('Newest first.')),
  nextCursor: z.exactOptional(z.string().check(describe('For the next page; missing on the last one.'))),
})
export type MessageList = z.infer<typeof messageListSchema>

/** One message: its report with the state of every display, and the message itself. */
export const messageDetailSchema = z.object({ ...reportSchema.shape, message: messageSchema })
export type MessageDetail = z.infer<typeof messageDetailSchema>

export const resendSchema = z.strictObject({
  to: z.exactOptional(targetSchema.check(describe('Somebody else; by default whom it was for.'))),
})

export const dismissSchema = z.strictObject({
  to: targetSchema,
  what: z.exactOptional(
    z.string().check(z.regex(/^[A-Za-z0-9_.:-]{1,36}$/), describe('Id or key; by default what is on the glass.')),
  ),
})

const filters = {
  text: 'Words that its text, title or sender begins with; all of them.',
  display: 'Only what was for this display.',
  group: 'Only what was sent to this group.',
  sender: 'Only from this sender.',
  priority: '`low`, `normal`, `high` or `critical`.',
  state:
    'Only what is in this state on some display: `queued`, `sent`, `shown`, `dismissed`, `replaced`, `expired` or `rejected`.',
  complete: '`true`: only what nothing is queued or sent of; `false`: the others.',
  since: 'Accepted at this time or later, ISO 8601.',
  until: 'Accepted before this time, ISO 8601.',
} as const

const filterValues = {
  text: z.string().check(z.maxLength(200)),
  display: displayIdSchema,
  group: groupIdSchema,
  sender: z.string().check(z.maxLength(256)),
  priority: prioritySchema,
  state: deliveryStateSchema,
  complete: z.enum(['true', 'false']),
  since: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
} as const

/** What `GET /api/events` tells of. */
export const eventTypes = ['delivery', 'display', 'room'] as const
export type EventType = (typeof eventTypes)[number]

/** What was sent, and what became of it. */
export const historyOperations = {
  listMessages: {
    method: 'get',
    path: '/api/messages',
    summary: 'What was sent, newest first',
    access: 'viewer',
    query: {
      ...filters,
      cursor: '`nextCursor` of the page before.',
      limit: 'Messages in the answer, 1 to 200. Default 50.',
    },
    queryValues: { ...filterValues, limit: z.int().check(z.gte(1), z.lte(200)) },
    responses: { 200: messageListSchema },
  },
  getMessage: {
    method: 'get',
    path: '/api/messages/{id}',
    summary: 'Where a message stands',
    access: 'viewer',
    responses: { 200: messageDetailSchema },
  },
  resendMessage: {
    method: 'post',
    path: '/api/messages/{id}/resend',
    summary: 'Send a message again, as a new one',
    access: 'operator',
    isRepeatable: true,
    body: resendSchema,
    responses: { 202: reportSchema },
  },
  dismissMessage: {
    method: 'delete',
    path: '/api/messages/{id}',
    summary: 'Take a message away wherever it waits or is shown',
    access: 'operator',
    responses: { 200: reportSchema },
  },
  dismiss: {
    method: 'post',
    path: '/api/dismiss',
    summary: 'Take away by id or key, or what is on the glass now',
    access: 'operator',
    body: dismissSchema,
    responses: { 200: z.object({ displays: z.array(z.string()) }) },
  },
  exportMessages: {
    method: 'get',
    path: '/api/exports/messages',
    summary: 'The history as a file: CSV with a row per delivery, or JSON with a message per element',
    access: 'viewer',
    query: { ...filters, format: '`csv` or `json`. Default `json`.' },
    queryValues: { ...filterValues, format: z.enum(['csv', 'json']) },
    stream: 'text/csv or application/json',
    responses: { 200: 'The file, oldest first.' },
  },
  streamEvents: {
    method: 'get',
    path: '/api/events',
    summary:
      'Server-sent events, as they happen: `delivery` with a report, `display` with a display, `room` with a message',
    access: 'viewer',
    query: {
      types: 'Which, separated by commas. Default `delivery`.',
      message: 'Only deliveries of this message; its report comes at once.',
    },
    stream: 'text/event-stream',
    responses: { 200: 'Events until the client leaves; a comment every 15 s keeps the connection open.' },
  },
} as const satisfies Record<string, Operation>
