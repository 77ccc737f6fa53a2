/** The display core of the firmware, compiled to WebAssembly: one instance per display. `abi.cpp` is the other side. */

import {
  type Exports,
  inputBytes,
  maxPayloadBytes,
  readCodePoints,
  readPicture,
  readPublication,
  readScreen,
  readText,
  writeStrings,
} from './memory.ts'

export type Rom = 'A00' | 'A02'
export type Align = 'left' | 'center' | 'right'
export type Overflow = 'page' | 'scroll' | 'cut'
export type BacklightMode = 'on' | 'off' | 'blink'

export interface DisplaySize {
  readonly columns: number
  readonly rows: number
  readonly rom: Rom
}

/** Character codes in row order, CGRAM slots as 8 to 15, and the 64 bytes of CGRAM. */
export interface CorePicture {
  readonly cells: Uint8Array
  readonly cgram: Uint8Array
}

export interface CoreScreen extends DisplaySize, CorePicture {
  readonly backlight: BacklightMode
  readonly messageId?: string
  readonly page?: string
}

export interface CorePublication {
  readonly topic: string
  readonly payload: Uint8Array
  readonly retain: boolean
}

export interface CoreLayout {
  readonly pages: readonly CorePicture[]
  /** The characters that are drawn as something else. */
  readonly substituted: readonly string[]
}

export interface DisplayCoreOptions extends DisplaySize {
  readonly id: string
  readonly firmware: string
  readonly board: string
  readonly capabilities: readonly string[]
  readonly ip?: string
  readonly mac?: string
}

export interface TelemetryValues {
  readonly rssi: number
  readonly heap: number
  readonly uptimeS: number
  readonly reconnects: number
}

const roms: readonly Rom[] = ['A00', 'A02']
const aligns: readonly Align[] = ['left', 'center', 'right']
const overflows: readonly Overflow[] = ['page', 'scroll', 'cut']
/** In the order of `BeginError`. */
const beginErrors = ['', 'columns and rows', 'id', 'firmware', 'board', 'capabilities', 'ip', 'mac'] as const

export function compileDisplayCore(bytes: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes)
}

function instantiate(module: WebAssembly.Module): Exports {
  return new WebAssembly.Instance(module).exports as Exports
}

function assertSize(size: DisplaySize): void {
  if (!Number.isInteger(size.columns)) throw new RangeError(`columns: ${size.columns} is not supported`)
  if (!Number.isInteger(size.rows)) throw new RangeError(`rows: ${size.rows} is not supported`)
  if (!roms.includes(size.rom)) throw new RangeError(`rom: ${String(size.rom)} is not supported`)
}

export class DisplayCore {
  readonly subscriptions: readonly string[]
  readonly #core: Exports
  readonly #input: Uint8Array
  #pending: CorePublication[] = []

  /** Throws a RangeError that names the option if the size or the id is not supported. */
  constructor(module: WebAssembly.Module, options: DisplayCoreOptions) {
    assertSize(options)
    const core = instantiate(module)
    this.#core = core
    this.#input = new Uint8Array(core.memory.buffer, core.input_address(), inputBytes)
    if (options.capabilities.some((capability) => capability.includes(',')))
      throw new RangeError('capabilities: no commas')
    const { columns, rows, rom, id, firmware, board, capabilities, ip = '', mac = '' } = options
    const sizes = writeStrings(this.#input, [id, firmware, board, capabilities.join(','), ip, mac])
    const error = core.begin(columns, rows, roms.indexOf(rom), ...sizes)
    if (error === 1) throw new RangeError(`columns and rows: ${columns} × ${rows} is not supported`)
    if (error !== 0) throw new RangeError(`${beginErrors[error]}: not usable`)
    this.subscriptions = this.#readSubscriptions()
  }

  connected(nowMs: number): void {
    this.#core.connected(nowMs >>> 0)
  }

  /** The link is lost: acks wait in bounded memory until `connected`, and offline pages come to the glass. */
  disconnected(nowMs: number): void {
    this.#core.disconnected(nowMs >>> 0)
  }

  setClock(unixMs: number, nowMs: number): void {
    this.#core.set_clock(unixMs, nowMs >>> 0)
  }

  /** Payloads over the limit are counted as oversize and acked as rejected. */
  receive(topic: string, payload: Uint8Array, nowMs: number): void {
    if (this.#take(topic, payload, nowMs >>> 0)) this.#drain()
  }

  /** Does what is due and returns the milliseconds until the next tick is needed, 1 to 60000. */
  tick(nowMs: number): number {
    return this.#core.tick(nowMs >>> 0)
  }

  /** Takes what is to be published. */
  publications(): CorePublication[] {
    this.#drain()
    const publications = this.#pending
    this.#pending = []
    return publications
  }

  telemetry(values: TelemetryValues): void {
    this.#core.telemetry(values.rssi, values.heap, values.uptimeS, values.reconnects)
  }

  input(name: string, event: 'press' | 'double' | 'long' | 'release', nowMs: number): void {
    const [nameSize, eventSize] = writeStrings(this.#input, [name, event])
    this.#core.input_event(nameSize, eventSize, nowMs >>> 0)
  }

  screen(): CoreScreen {
    return readScreen(this.#core.memory, this.#core.screen())
  }

  /** True once after the command `restart`. */
  takeRestart(): boolean {
    return this.#core.take_restart() !== 0
  }

  /** The tune in RTTTL of the message on the glass, once; undefined if there is none. */
  takeSound(): string | undefined {
    const size = this.#core.take_sound()
    return size === 0 ? undefined : readText(this.#input, 0, size)
  }

  #drain(): void {
    for (let at = this.#core.next_publication(); at !== 0; at = this.#core.next_publication()) {
      this.#pending.push(readPublication(this.#core.memory, at))
    }
  }

  /** True if the core's outbox, which is bounded, is to be emptied, so that no ack is lost in a burst. */
  #take(topic: string, payload: Uint8Array, nowMs: number): boolean {
    if (payload.length > maxPayloadBytes) {
      for (let start = 0; start < payload.length; start += inputBytes) {
        const chunk = payload.subarray(start, start + inputBytes)
        this.#input.set(chunk)
        this.#core.hash_more_input(chunk.length)
      }
      const [topicSize] = writeStrings(this.#input, [topic])
      return this.#core.refuse_oversize(topicSize, payload[0] ?? 0, nowMs) !== 0
    }
    const [topicSize] = writeStrings(this.#input, [topic])
    if (topicSize + payload.length > inputBytes) return false
    this.#input.set(payload, topicSize)
    return this.#core.receive(topicSize, payload.length, nowMs) !== 0
  }

  #readSubscriptions(): string[] {
    const filters: string[] = []
    for (let size = this.#core.subscription(0); size !== 0; size = this.#core.subscription(filters.length)) {
      filters.push(readText(this.#input, 0, size))
    }
    return filters
  }
}

const previews = new WeakMap<WebAssembly.Module, Exports>()

/**
 * Lays a text out as a display of that size would draw it. Of a scrolling text there is one page, its first position.
 * Text beyond 4 KiB is not looked at; no display takes as much.
 */
export function layoutText(
  module: WebAssembly.Module,
  text: string,
  size: DisplaySize,
  options: {
    readonly align?: Align
    readonly overflow?: Overflow
    readonly title?: string
    readonly from?: string
  } = {},
): CoreLayout {
  assertSize(size)
  const core = previews.get(module) ?? instantiate(module)
  previews.set(module, core)
  const input = new Uint8Array(core.memory.buffer, core.input_address(), inputBytes)
  const sizes = writeStrings(input, [text, options.title ?? '', options.from ?? ''], 4096)
  const align = aligns.indexOf(options.align ?? 'left')
  const overflow = overflows.indexOf(options.overflow ?? 'page')
  const count = core.layout(size.columns, size.rows, roms.indexOf(size.rom), ...sizes, align, overflow)
  if (count === 0) throw new RangeError(`columns and rows: ${size.columns} × ${size.rows} is not supported`)
  const pages: CorePicture[] = []
  for (let page = 0; page < count; page++)
    pages.push(readPicture(core.memory, core.layout_page(page), size.columns * size.rows))
  return { pages, substituted: readCodePoints((index) => core.substituted(index)) }
}
