import * as z from 'zod/mini'
import { maxColumns, maxRows, minColumns } from './bounds.ts'
import { displayIdSchema } from './ids.ts'
import type { Operation } from './operation.ts'

const describe = z.describe
/** What a terminal can show, too. */
const oneLine = /^[^\p{C}]{1,64}$/u
const macPattern = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/

/** What people call something: one line of text. */
export const friendlyNameSchema = z
  .string()
  .check(z.regex(/^(?!\s)[^\p{C}]{1,64}(?<!\s)$/u), describe('What people call it, 1 to 64 characters on one line.'))

/** A board before it is a display: its MAC as 12 lower-case hex digits. */
export const boardSchema = z.string().check(z.regex(/^[0-9a-f]{12}$/))

/** What a board says of itself when it asks to be paired. Fields that the hub does not know are ignored. */
export const helloSchema = z.object({
  board: z.string().check(z.regex(oneLine), describe('Kind of board: esp32, esp8266, …')),
  firmware: z.string().check(z.regex(oneLine), describe('Version of the firmware.')),
  columns: z.int().check(z.gte(minColumns), z.lte(maxColumns), describe('Characters per row.')),
  rows: z.int().check(z.gte(1), z.lte(maxRows), describe('Rows.')),
  mac: z.string().check(z.regex(macPattern), describe('Its MAC; the topic carries the same without colons.')),
})
export type Hello = z.infer<typeof helloSchema>

/** The code that a board shows, or for how long there is none. */
export const codeSchema = z.union([
  z.object({
    code: z.string().check(z.regex(/^\d{6}$/), describe('Six digits; shown as two times three.')),
    expiresMs: z.int().check(z.gte(0), describe('How long it is good. The next one comes by itself.')),
  }),
  z.object({
    code: z.null().check(describe('There is none, because too many wrong ones were typed.')),
    retryMs: z.int().check(z.gte(0), describe('When the next one comes, by itself.')),
  }),
])
export type PairingCode = z.infer<typeof codeSchema>

/** What a display connects with: its id as client id and user name, the secret as password. */
export const credentialsSchema = z.object({
  id: displayIdSchema,
  secret: z.string().check(z.regex(/^mqd_[A-Za-z0-9_-]{43}$/), describe('The password. Told once.')),
  name: z.exactOptional(friendlyNameSchema),
})
export type Credentials = z.infer<typeof credentialsSchema>

/** The state of the credentials of a display; the secret itself is told once and never again. */
export const credentialsViewSchema = z.object({
  issued: z.iso.datetime().check(describe('When the newest secret was issued.')),
  lastUsed: z.exactOptional(
    z.iso.datetime().check(describe('When the display last connected with it, to the minute.')),
  ),
  enabled: z.boolean(),
  rotating: z.boolean().check(describe('The secret before is good until the new one was used, for 24 hours at most.')),
})
export type CredentialsView = z.infer<typeof credentialsViewSchema>

export const waitingBoardSchema = z.object({
  board: z.string().check(describe('Its MAC as 12 hex digits.')),
  kind: z.string().check(describe('esp32, esp8266, …')),
  firmware: z.string(),
  columns: z.int(),
  rows: z.int(),
  address: z.string().check(describe('Where it connects from.')),
  since: z.iso.datetime().check(describe('Since when it waits.')),
})
export type WaitingBoard = z.infer<typeof waitingBoardSchema>

export const waitingBoardsSchema = z.object({
  boards: z.array(waitingBoardSchema),
  pausedUntil: z.exactOptional(
    z.iso.datetime().check(describe('Until when no code is taken, after too many wrong ones.')),
  ),
})
export type WaitingBoards = z.infer<typeof waitingBoardsSchema>

/** Adopts the board that shows a code. */
export const pairBoardSchema = z.strictObject({
  code: z
    .string()
    .check(z.regex(/^\d{3} ?\d{3}$/), describe('What the LCD of the board shows, with or without its space.')),
  id: displayIdSchema.check(describe('Id of the display that the board becomes.')),
  name: z.exactOptional(friendlyNameSchema),
  replace: z.exactOptional(
    z
      .boolean()
      .check(describe('New hardware takes the place of a display that has credentials; the old one is closed out.')),
  ),
})
export type PairBoard = z.infer<typeof pairBoardSchema>
export const pairedBoardSchema = z.object({ id: z.string(), board: z.string() })

export const addDisplaySchema = z.strictObject({ id: displayIdSchema, name: z.exactOptional(friendlyNameSchema) })
export type AddDisplay = z.infer<typeof addDisplaySchema>

/** Changes what is given. */
export const changeDisplaySchema = z.strictObject({
  name: z.exactOptional(z.nullable(friendlyNameSchema).check(describe('`null` takes the name away.'))),
  enabled: z.exactOptional(
    z.boolean().check(describe('`false` closes it out at once and keeps its secret for later.')),
  ),
})
export type ChangeDisplay = z.infer<typeof changeDisplaySchema>

/** A new secret: passed on to the display, or told here if that does not listen for one. */
export const rotatedCredentialsSchema = z.object({
  id: z.string(),
  delivered: z.boolean().check(describe('The display is connected, listens for secrets and has been sent this one.')),
  secret: z.exactOptional(z.string().check(describe('Told once, and only if it was not delivered.'))),
  oldUntil: z.iso.datetime().check(describe('Until when the secret before is good at most.')),
})
export type RotatedCredentials = z.infer<typeof rotatedCredentialsSchema>

const board = { board: boardSchema }
const display = { id: displayIdSchema }

/** Pairing, and the credentials of displays. `changeDisplay` answers with the display. */
export const boardOperations = {
  listWaitingBoards: {
    method: 'get',
    path: '/api/pairing',
    summary: 'Boards that wait to be paired; their codes stand on their LCDs alone',
    access: 'administrator',
    responses: { 200: waitingBoardsSchema },
  },
  pairBoard: {
    method: 'post',
    path: '/api/pairing',
    summary: 'Make the board that shows a code a display',
    access: 'administrator',
    body: pairBoardSchema,
    responses: { 201: pairedBoardSchema },
  },
  refuseBoard: {
    method: 'delete',
    path: '/api/pairing/{board}',
    summary: 'Turn a board away that waits to be paired',
    access: 'administrator',
    params: board,
    responses: { 204: 'Turned away' },
  },
  addDisplay: {
    method: 'post',
    path: '/api/displays',
    summary: 'Issue credentials for a display that is not paired but set up by hand',
    access: 'administrator',
    body: addDisplaySchema,
    responses: { 201: credentialsSchema },
  },
  rotateCredentials: {
    method: 'post',
    path: '/api/displays/{id}/credentials',
    summary: 'Give a display a new secret',
    access: 'administrator',
    about: 'display',
    audit: 'display.secret-rotated',
    params: display,
    responses: { 200: rotatedCredentialsSchema },
  },
} as const satisfies Record<string, Operation>
