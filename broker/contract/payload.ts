import * as z from 'zod/mini'
import { credentialsSchema } from './boards.ts'
import { maxPayloadBytes, maxTextBytes } from './bounds.ts'
import { rejectionSchema, reportSchema } from './delivery.ts'
import {
  aboutSchema,
  ackSchema,
  commandSchema,
  configSchema,
  inputEventSchema,
  presenceSchema,
  screenSchema,
  switchSchema,
  telemetrySchema,
} from './display.ts'
import type { ErrorBody } from './errors.ts'
import { explain } from './explain.ts'
import { type Message, messageFields, messageSchema } from './message.ts'
import { type Page, pageFields, pageSchema } from './page.ts'
import { roomMessageSchema, roomPeopleSchema } from './room.ts'
import type { TopicKind } from './topic-table.ts'

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorBody }

/** A message payload: nothing (clear), plain text, or a JSON message. */
export type MessagePayload =
  | { readonly form: 'empty' }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'json'; readonly message: Message }

/** A page payload: nothing (delete), plain text, or a JSON page. */
export type PagePayload =
  | { readonly form: 'empty' }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'json'; readonly page: Page }

/** Keeps a byte order mark: no byte of a payload is dropped, and JSON that starts with one is not JSON. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const openBrace = 0x7b

const ok = <T>(value: T): Result<T> => ({ ok: true, value })
const fail = (error: ErrorBody): Result<never> => ({ ok: false, error })

/** Parses the payload of a `message` topic. Invalid UTF-8 is text with replacement characters, never an error. */
export function parseMessagePayload(payload: Uint8Array): Result<MessagePayload> {
  const plain = parsePlain(payload)
  if (plain !== undefined) return plain
  const parsed = parseJson(messageSchema, payload)
  return parsed.ok ? ok({ form: 'json', message: parsed.value }) : fail(misplaced(parsed.error, pageFields, 'pages'))
}

/** Parses the payload of a `page` topic, as `parseMessagePayload` does that of a message. */
export function parsePagePayload(payload: Uint8Array): Result<PagePayload> {
  const plain = parsePlain(payload)
  if (plain !== undefined) return plain
  const parsed = parseJson(pageSchema, payload)
  return parsed.ok ? ok({ form: 'json', page: parsed.value }) : fail(misplaced(parsed.error, messageFields, 'messages'))
}

/** Undefined for JSON. */
function parsePlain(payload: Uint8Array): Result<{ form: 'empty' } | { form: 'text'; text: string }> | undefined {
  if (payload.length === 0) return ok({ form: 'empty' })
  if (payload[0] === openBrace) return undefined
  if (payload.length <= maxTextBytes) return ok({ form: 'text', text: decoder.decode(payload) })
  return fail({
    code: 'too_long',
    field: 'text',
    message: `text has ${payload.length} bytes; the limit is ${maxTextBytes}`,
  })
}

function misplaced(error: ErrorBody, others: Readonly<Record<string, unknown>>, owners: string): ErrorBody {
  const { code, field } = error
  if (code !== 'unknown_field' || field === undefined || !Object.hasOwn(others, field)) return error
  return { ...error, message: `${field} is a field of ${owners}` }
}

/** Parses bytes as JSON and checks them; the error names the first fault and its field. */
export function parseJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  payload: Uint8Array,
  limit = maxPayloadBytes,
): Result<z.infer<Schema>> {
  if (payload.length > limit) {
    return fail({
      code: 'payload_too_large',
      message: `the payload has ${payload.length} bytes; the limit is ${limit}`,
    })
  }
  let raw: unknown
  try {
    raw = JSON.parse(decoder.decode(payload))
  } catch (error) {
    return fail({ code: 'malformed_json', message: `not valid JSON: ${(error as Error).message}` })
  }
  return parseValue(schema, raw)
}

/** Checks a value against a schema; the error names the first fault and its field. */
export function parseValue<Schema extends z.ZodMiniType>(schema: Schema, raw: unknown): Result<z.infer<Schema>> {
  const parsed = schema.safeParse(raw)
  return parsed.success ? ok(parsed.data) : fail(explain(parsed.error, raw))
}

const word = (schema: z.ZodMiniType<string>) => (payload: Uint8Array) =>
  parseValue(schema, decoder.decode(payload.subarray(0, 256)))
const json = (schema: z.ZodMiniType) => (payload: Uint8Array) => parseJson(schema, payload)
const switchOrWord = (payload: Uint8Array): Result<z.infer<typeof switchSchema>> =>
  payload[0] === openBrace
    ? parseJson(switchSchema, payload)
    : parseValue(switchSchema, { state: decoder.decode(payload.subarray(0, 256)) })
const line = (payload: Uint8Array): Result<string> => {
  if (payload.length > maxTextBytes) {
    return fail({ code: 'too_long', message: `the line has ${payload.length} bytes; the limit is ${maxTextBytes}` })
  }
  return ok(decoder.decode(payload))
}
const reading = (payload: Uint8Array): Result<unknown> => parseJson(z.unknown(), payload)
const dismissal = word(z.string().check(z.regex(/^(?:|[A-Za-z0-9_.:-]{1,36}|~[0-9a-f]{8})$/)))

/** How the payload of each kind of topic is parsed. A retained topic also takes an empty payload, which deletes it. */
export const payloadParsers = {
  message: parseMessagePayload,
  page: parsePagePayload,
  dismiss: dismissal,
  command: word(commandSchema),
  backlightSet: switchOrWord,
  ledSet: switchOrWord,
  config: (payload: Uint8Array) => parseJson(configSchema, payload),
  credentials: (payload: Uint8Array) => parseJson(credentialsSchema, payload),
  status: (payload: Uint8Array) => parseValue(presenceSchema, decoder.decode(payload.subarray(0, 256))),
  about: (payload: Uint8Array) => parseJson(aboutSchema, payload),
  screen: (payload: Uint8Array) => parseJson(screenSchema, payload),
  ack: (payload: Uint8Array) => parseJson(ackSchema, payload),
  telemetry: (payload: Uint8Array) => parseJson(telemetrySchema, payload),
  backlight: switchOrWord,
  led: switchOrWord,
  input: json(inputEventSchema),
  sensor: reading,
  log: line,
  hubStatus: (payload: Uint8Array) => parseValue(presenceSchema, decoder.decode(payload.subarray(0, 256))),
  deliveries: (payload: Uint8Array) => parseJson(reportSchema, payload, 1_048_576),
  roomMessage: (payload: Uint8Array) => parseJson(roomMessageSchema, payload, 65_536),
  roomPeople: (payload: Uint8Array) => parseJson(roomPeopleSchema, payload, 1_048_576),
  rejections: (payload: Uint8Array) => parseJson(rejectionSchema, payload, 65_536),
} satisfies Record<TopicKind, (payload: Uint8Array) => Result<unknown>>

/** What the payload of each kind of topic holds once it is parsed. */
export type PayloadOf<Kind extends TopicKind> = Extract<
  ReturnType<(typeof payloadParsers)[Kind]>,
  { ok: true }
>['value']
