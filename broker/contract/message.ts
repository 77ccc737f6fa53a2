import * as z from 'zod/mini'
import {
  maxActions,
  maxDurationMs,
  maxHeadingBytes,
  maxRepeat,
  maxTextBytes,
  maxTtlMs,
  messageDefaults,
} from './bounds.ts'
import { groupIdSchema, inputNameSchema, messageIdSchema } from './ids.ts'
import { utf8Bytes } from './text-size.ts'

const text = (maxBytes: number, description: string) =>
  z.string().check(
    z.minLength(1),
    z.refine((value) => utf8Bytes(value) <= maxBytes, { params: { code: 'too_long', maxBytes } }),
    z.describe(`${description} 1 to ${maxBytes} bytes of UTF-8.`),
  )

/** A time in whole milliseconds. */
export const duration = (minimum: number, maximum: number, description: string) =>
  z.int().check(z.gte(minimum), z.lte(maximum), z.describe(description))

export const priorities = ['low', 'normal', 'high', 'critical'] as const
export const prioritySchema = z.enum(priorities)
export type Priority = z.infer<typeof prioritySchema>

/** An answer that a button of the board gives to a message. */
export const actionSchema = z.strictObject({
  input: inputNameSchema.check(z.describe('The input that gives this answer; stands in brackets before its label.')),
  label: text(16, 'What the answer is called on the glass.'),
  reply: text(64, 'What is reported when it is given.'),
})

/** The fields of a JSON message in the order in which they are documented. `POST /api/messages` adds `to`. */
export const messageFields = {
  text: text(maxTextBytes, 'What is shown. `\\n` starts a new row.'),
  id: z.exactOptional(
    messageIdSchema.check(z.describe('Known by this id; a repeat is not shown again. The hub gives one otherwise.')),
  ),
  title: z.exactOptional(text(maxHeadingBytes, 'A heading row above the text.')),
  from: z.exactOptional(text(maxHeadingBytes, 'Who sends it; stands in the heading row.')),
  key: z.exactOptional(
    z
      .string()
      .check(z.regex(/^[A-Za-z0-9_.:-]{1,36}$/), z.describe('A later message with the same key replaces this one.')),
  ),
  priority: z.exactOptional(
    prioritySchema.check(z.describe(`Default ${messageDefaults.priority}. A higher one interrupts.`)),
  ),
  showMs: z.exactOptional(
    duration(100, maxDurationMs, `How long it stays on the glass. Default ${messageDefaults.showMs}.`),
  ),
  minShowMs: z.exactOptional(
    duration(0, maxDurationMs, 'How long it stays at least while others of its priority wait. Default: showMs.'),
  ),
  expiresAt: z.exactOptional(
    z.iso.datetime({ offset: true }).check(z.describe('When it must not be shown any more. Not together with ttlMs.')),
  ),
  ttlMs: z.exactOptional(
    duration(1, maxTtlMs, `How long it may wait to be shown. Default ${messageDefaults.ttlMs} (24 hours).`),
  ),
  repeat: z.exactOptional(
    z.int().check(z.gte(1), z.lte(maxRepeat), z.describe('How often it runs through. Default 1.')),
  ),
  hold: z.exactOptional(z.boolean().check(z.describe('Stays until it is dismissed or replaced.'))),
  align: z.exactOptional(z.enum(['left', 'center', 'right']).check(z.describe('Default left.'))),
  overflow: z.exactOptional(
    z.enum(['page', 'scroll', 'cut']).check(z.describe('What happens to text that does not fit. Default page.')),
  ),
  scrollMs: z.exactOptional(duration(50, 5000, `Time per scrolled cell. Default ${messageDefaults.scrollMs}.`)),
  pageMs: z.exactOptional(duration(500, 60_000, `Time per page. Default ${messageDefaults.pageMs}.`)),
  backlight: z.exactOptional(z.enum(['on', 'off', 'blink']).check(z.describe('The backlight while it is shown.'))),
  sound: z.exactOptional(
    z.string().check(
      z.minLength(1),
      z.refine((value) => value.length <= 256, { params: { code: 'too_long', maxBytes: 256 } }),
      z.regex(/^[ -~]*$/),
      z.describe('A tune in RTTTL for boards with a buzzer. 1 to 256 printable ASCII characters.'),
    ),
  ),
  actions: z.exactOptional(
    z
      .array(actionSchema)
      .check(z.minLength(1), z.maxLength(maxActions), z.describe('Answers that the buttons of the board give.')),
  ),
}

/** `expiresAt` and `ttlMs` say the same thing. */
export const oneExpiry = z.refine<{ expiresAt?: string; ttlMs?: number }>(
  (message) => message.expiresAt === undefined || message.ttlMs === undefined,
  { params: { code: 'conflicting_fields', other: 'ttlMs' }, path: ['expiresAt'] },
)

/** A JSON message: the body of `message` topics, of HTTP requests and of the command line. */
export const messageSchema = z.strictObject(messageFields).check(oneExpiry)
export type Message = z.infer<typeof messageSchema>

/** Whom a message is for. */
export const targetSchema = z.union([
  z.literal('all'),
  z.strictObject({ group: groupIdSchema }),
  z.array(z.string()).check(z.minLength(1), z.maxLength(1000)),
])
export type TargetBody = z.infer<typeof targetSchema>

/** The body of `POST /api/messages`: a message and whom it is for. */
export const addressedMessageSchema = z
  .strictObject({
    to: targetSchema.check(
      z.describe(
        '`"all"`, `{"group": name}`, or a list of selectors: `kitchen`, `group:floor2`, `size:20x4`, `all`; `!` before one leaves it out.',
      ),
    ),
    ...messageFields,
  })
  .check(oneExpiry)
export type AddressedMessage = z.infer<typeof addressedMessageSchema>
