import type { Message } from '#contract/message.ts'
import { type CoreScreen, DisplayCore, type DisplaySize } from '#display-core/display-core.ts'

const encoder = new TextEncoder()
const longestStepMs = 1000

/** Plays a message as a display of one size would, on a clock of its own that can be stopped. */
export class PreviewPlayer {
  readonly #module: WebAssembly.Module
  readonly #size: DisplaySize
  readonly #payload: Uint8Array
  #core: DisplayCore
  #now = 0
  #untilTickMs = 0
  #wasShown = false

  constructor(module: WebAssembly.Module, size: DisplaySize, message: Message) {
    this.#module = module
    this.#size = size
    this.#payload = encoder.encode(JSON.stringify({ ...message, id: 'preview' }))
    this.#core = this.#start()
  }

  /** Time until the picture may change. */
  get untilTickMs(): number {
    return Math.min(Math.max(this.#untilTickMs, 16), longestStepMs)
  }

  /** Lets time pass; a message that has run through starts again. */
  advance(elapsedMs: number): CoreScreen {
    this.#now += elapsedMs
    this.#untilTickMs = this.#core.tick(this.#now)
    // Nobody listens to a preview; what it publishes is taken away so that it does not pile up.
    this.#core.publications()
    const screen = this.#core.screen()
    if (screen.messageId !== undefined) this.#wasShown = true
    else if (this.#wasShown) {
      this.#core = this.#start()
      return this.advance(0)
    }
    return screen
  }

  #start(): DisplayCore {
    this.#wasShown = false
    const core = new DisplayCore(this.#module, {
      ...this.#size,
      id: 'preview',
      firmware: 'preview',
      board: 'preview',
      capabilities: [],
    })
    core.receive('displays/preview/message', this.#payload, this.#now)
    return core
  }
}
