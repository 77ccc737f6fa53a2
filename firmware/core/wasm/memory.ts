/** How values stand in the memory of the module; the structures are those of the core. */

// A type, not an interface: only a type is known to hold nothing but exports.
export type Exports = {
  readonly memory: WebAssembly.Memory
  input_address(): number
  begin(columns: number, rows: number, rom: number, ...sizes: number[]): number
  subscription(index: number): number
  connected(nowMs: number): void
  disconnected(nowMs: number): void
  set_clock(unixMs: number, nowMs: number): void
  tick(nowMs: number): number
  receive(topicSize: number, payloadSize: number, nowMs: number): number
  hash_more_input(size: number): void
  refuse_oversize(topicSize: number, firstByte: number, nowMs: number): number
  input_event(nameSize: number, eventSize: number, nowMs: number): void
  telemetry(rssi: number, heap: number, uptimeS: number, reconnects: number): void
  next_publication(): number
  screen(): number
  take_restart(): number
  take_sound(): number
  layout(columns: number, rows: number, rom: number, ...sizesAlignOverflow: number[]): number
  layout_page(page: number): number
  substituted(index: number): number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const backlights = ['on', 'on', 'off', 'blink'] as const
const roms = ['A00', 'A02'] as const
/** `kInputBytes` of `abi.cpp` and `kMaxPayloadBytes` of `limits.h`. */
export const inputBytes = 6144
export const maxPayloadBytes = 4096
const maxCells = 80
const cgramBytes = 64
/** Where the fields of `Screen` in `display.h` stand. */
const screenField = {
  columns: 0,
  rows: 1,
  rom: 2,
  picture: 3,
  backlight: 147,
  messageId: 148,
  messageIdSize: 184,
  page: 186,
  pageSize: 218,
}
const screenBytes = 220

/** Writes strings one after the other and returns their sizes. What goes beyond a limit is cut at a character. */
export function writeStrings<const Strings extends readonly string[]>(
  input: Uint8Array,
  strings: Strings,
  limit = input.length,
): { [Index in keyof Strings]: number } {
  let at = 0
  const sizes = strings.map((text) => {
    const { written } = encoder.encodeInto(text, input.subarray(at, Math.min(at + limit, input.length)))
    at += written
    return written
  })
  return sizes as { [Index in keyof Strings]: number }
}

export function readText(bytes: Uint8Array, start: number, size: number): string {
  return decoder.decode(bytes.subarray(start, start + size))
}

export function readPicture(memory: WebAssembly.Memory, at: number, cells: number) {
  const bytes = new Uint8Array(memory.buffer, at, maxCells + cgramBytes)
  return { cells: bytes.slice(0, cells), cgram: bytes.slice(maxCells) }
}

export function readScreen(memory: WebAssembly.Memory, at: number) {
  const bytes = new Uint8Array(memory.buffer, at, screenBytes)
  const byte = (field: keyof typeof screenField): number => bytes[screenField[field]] ?? 0
  const messageId = readText(bytes, screenField.messageId, byte('messageIdSize'))
  const page = readText(bytes, screenField.page, byte('pageSize'))
  return {
    columns: byte('columns'),
    rows: byte('rows'),
    rom: roms[byte('rom')] ?? 'A00',
    ...readPicture(memory, at + screenField.picture, byte('columns') * byte('rows')),
    backlight: backlights[byte('backlight')] ?? 'on',
    ...(messageId === '' ? {} : { messageId }),
    ...(page === '' ? {} : { page }),
  }
}

export function readPublication(memory: WebAssembly.Memory, at: number) {
  const [topic = 0, topicSize = 0, payload = 0, payloadSize = 0] = new Uint32Array(memory.buffer, at, 4)
  const bytes = new Uint8Array(memory.buffer)
  return {
    topic: readText(bytes, topic, topicSize),
    payload: bytes.slice(payload, payload + payloadSize),
    retain: bytes[at + 16] !== 0,
  }
}

/** Reads code points until the source gives 0. */
export function readCodePoints(source: (index: number) => number): string[] {
  const characters: string[] = []
  for (let codePoint = source(0); codePoint !== 0; codePoint = source(characters.length)) {
    characters.push(String.fromCodePoint(codePoint))
  }
  return characters
}
