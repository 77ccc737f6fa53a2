import { readFile } from 'node:fs/promises'
import { compileDisplayCore, DisplayCore, type DisplayCoreOptions } from '../../firmware/core/wasm/display-core.ts'

const module = await compileDisplayCore(
  await readFile(process.env['MARQUEE_CORE_WASM'] ?? 'firmware/core/wasm/display-core.wasm'),
)
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export interface Ack {
  readonly id: string
  readonly state: string
  readonly reason?: string
  readonly elapsedMs: number
}

export interface Published {
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
}

/** A connected display called `kitchen` whose clock the test moves. */
export class Board {
  readonly core: DisplayCore
  now: number

  constructor(options: Partial<DisplayCoreOptions> = {}, now = 0) {
    const defaults = {
      id: 'kitchen',
      firmware: '1.2.3',
      board: 'test',
      capabilities: [],
      columns: 16,
      rows: 2,
      rom: 'A00' as const,
    }
    this.core = new DisplayCore(module, { ...defaults, ...options })
    this.now = now
    this.core.connected(now)
    this.published()
  }

  /** Publishes to a topic below `displays/kitchen/`, or to a whole topic name. */
  send(topic: string, payload: string | Uint8Array | object = ''): this {
    const bytes =
      payload instanceof Uint8Array
        ? payload
        : encoder.encode(typeof payload === 'string' ? payload : JSON.stringify(payload))
    this.core.receive(topic.startsWith('displays/') ? topic : `displays/kitchen/${topic}`, bytes, this.now)
    return this
  }

  message(payload: string | Uint8Array | object): this {
    return this.send('message', payload)
  }

  /** Lets time pass as the core asks for it, tick by tick. */
  pass(ms: number): this {
    const end = this.now + ms
    let wait = this.core.tick(this.now)
    while (this.now + wait <= end) {
      this.now += wait
      wait = this.core.tick(this.now)
    }
    this.now = end
    this.core.tick(end)
    return this
  }

  published(): Published[] {
    return this.core
      .publications()
      .map(({ topic, payload, retain }) => ({ topic, payload: decoder.decode(payload), retain }))
  }

  acks(): Ack[] {
    return this.published()
      .filter(({ topic }) => topic === 'displays/kitchen/ack')
      .map(({ payload }) => JSON.parse(payload) as Ack)
  }

  /** `id state` of each ack, which is what most tests are about. */
  states(): string[] {
    return this.acks().map(({ id, state }) => `${id} ${state}`)
  }

  /** The first row, without trailing blanks. CGRAM cells read as `#`. */
  row(number = 0): string {
    const { cells, columns } = this.core.screen()
    const row = cells.subarray(number * columns, (number + 1) * columns)
    return Array.from(row, (code) => (code < 16 ? '#' : String.fromCharCode(code)))
      .join('')
      .trimEnd()
  }
}

/** The name of a payload without an id: `~` and its FNV-1a 32 hash. */
export function hashOf(payload: string): string {
  const hash = encoder.encode(payload).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
  return `~${hash.toString(16).padStart(8, '0')}`
}
