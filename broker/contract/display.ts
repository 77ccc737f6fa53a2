import * as z from 'zod/mini'
import { cgramBytes, maxCells, maxColumns, maxPayloadBytes, maxRows, minColumns } from './bounds.ts'
import { ackIdSchema, displayIdSchema, inputNameSchema } from './ids.ts'

const describe = z.describe
const hex = (maxBytes: number) => z.string().check(z.regex(/^(?:[0-9a-f]{2})*$/), z.maxLength(maxBytes * 2))
const count = z.int().check(z.gte(0))
const columns = z.int().check(z.gte(minColumns), z.lte(maxColumns), describe('Characters per row.'))
const rows = z.int().check(z.gte(1), z.lte(maxRows), describe('Rows.'))

/** One HD44780 has 80 cells; a side that is not given counts with the least it can be. */
const fitsController = z.refine<{ columns?: number; rows?: number }>(
  ({ columns = minColumns, rows = 1 }) => columns * rows <= maxCells,
  { params: { code: 'too_many_cells', maxCells }, path: ['columns'] },
)

/** The character ROM of an HD44780: A00 is Japanese, A02 is European. */
export const romSchema = z.enum(['A00', 'A02'])
export type Rom = z.infer<typeof romSchema>

export const presenceSchema = z.enum(['online', 'offline'])
export type Presence = z.infer<typeof presenceSchema>

/** What a board says of itself after each connect. Unknown keys are kept out of the way of newer boards. */
export const aboutSchema = z
  .object({
    protocol: z.int().check(z.gte(1), describe('Version of this contract.')),
    firmware: z.string().check(z.maxLength(64), describe('Version of the firmware.')),
    board: z.string().check(z.maxLength(64), describe('Kind of board: esp32, esp8266, virtual, …')),
    columns,
    rows,
    rom: romSchema.check(describe('Character ROM of the LCD.')),
    maxPayloadBytes: z
      .int()
      .check(z.gte(64), z.lte(65_536), describe(`Largest payload it takes; ${maxPayloadBytes} by default.`)),
    ip: z.exactOptional(z.string().check(z.maxLength(64))),
    mac: z.exactOptional(z.string().check(z.maxLength(32))),
    capabilities: z
      .array(z.string().check(z.maxLength(32)))
      .check(z.maxLength(32), describe('What it has: backlight, led, buttons, …')),
  })
  .check(fitsController)
export type About = z.infer<typeof aboutSchema>

/** What is on the glass, as the board itself reports it. */
export const screenSchema = z
  .object({
    columns,
    rows,
    cells: hex(maxCells).check(describe('Character codes in row order, hex. Codes 0 to 15 are CGRAM slots, modulo 8.')),
    cgram: hex(cgramBytes).check(describe('The 8 custom glyphs, 8 bytes each, hex. Bit 4 is the leftmost dot.')),
    backlight: z.enum(['on', 'off', 'blink']),
    messageId: z.exactOptional(ackIdSchema.check(describe('The message that is shown.'))),
    page: z.exactOptional(z.string().check(z.maxLength(32), describe('The page that is shown.'))),
  })
  .check(
    z.refine((screen) => screen.cells.length === screen.columns * screen.rows * 2, {
      params: { code: 'out_of_range' },
      path: ['cells'],
    }),
    z.refine((screen) => screen.cgram.length === cgramBytes * 2, { params: { code: 'out_of_range' }, path: ['cgram'] }),
  )
export type Screen = z.infer<typeof screenSchema>

export const ackStates = ['shown', 'dismissed', 'replaced', 'expired', 'rejected'] as const

/** What became of one message on one display. */
export const ackSchema = z.object({
  id: ackIdSchema.check(describe('Id of the message, or `~` and the FNV-1a 32 hash of a payload without one.')),
  state: z.enum(ackStates),
  reason: z.exactOptional(z.string().check(z.maxLength(200), describe('Why, for every state but `shown`.'))),
  input: z.exactOptional(
    inputNameSchema.check(describe('The button that answered it; `reason` is then `action:` and the reply.')),
  ),
  elapsedMs: z.exactOptional(count.check(describe('Time on the board between receipt and this state.'))),
})
export type Ack = z.infer<typeof ackSchema>

export const telemetrySchema = z.object({
  rssi: z.exactOptional(z.int().check(describe('Wi-Fi signal in dBm.'))),
  heap: z.exactOptional(count.check(describe('Free memory in bytes.'))),
  uptimeS: z.exactOptional(count),
  reconnects: z.exactOptional(count),
  dropped: z.exactOptional(count.check(describe('Messages that its queue had no room for.'))),
  oversize: z.exactOptional(count.check(describe('Payloads over its limit.'))),
  i2cErrors: z.exactOptional(count),
})
export type Telemetry = z.infer<typeof telemetrySchema>

/** `ON`, `OFF`, or an object with a brightness: the form of Home Assistant's JSON light. */
export const switchSchema = z.object({
  state: z.enum(['ON', 'OFF']),
  brightness: z.exactOptional(z.int().check(z.gte(0), z.lte(255))),
})
export type Switch = z.infer<typeof switchSchema>

export const inputEventSchema = z.object({ event_type: z.enum(['press', 'double', 'long', 'release']) })
export type InputEvent = z.infer<typeof inputEventSchema>
export const commandSchema = z.enum(['clear', 'identify', 'restart', 'refresh'])

/** Settings of a board that the hub owns. A board ignores keys it does not know. */
export const configSchema = z
  .strictObject({
    columns: z.exactOptional(columns),
    rows: z.exactOptional(rows),
    rom: z.exactOptional(romSchema),
    i2cAddress: z.exactOptional(z.int().check(z.gte(0), z.lte(127))),
    brightness: z.exactOptional(z.int().check(z.gte(0), z.lte(255))),
    timeZone: z.exactOptional(z.string().check(z.maxLength(64))),
    peers: z.exactOptional(
      z.array(displayIdSchema).check(z.maxLength(16), describe('Displays it may send messages to.')),
    ),
  })
  .check(fitsController)
