interface Options {
  readonly delayMs: number
  readonly minMs: number
  readonly maxMs: number
  readonly run: () => void
}

/** When the next round of writing is: soon after a change, later and later after failures. */
export class Retry {
  readonly #options: Options
  #timer: NodeJS.Timeout | undefined
  #pauseMs = 0

  constructor(options: Options) {
    this.#options = options
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.#fire(), this.#pauseMs === 0 ? this.#options.delayMs : this.#pauseMs)
  }

  /** Without the delay, because somebody waits; after a failure the pause is kept. */
  now(): void {
    if (this.#pauseMs === 0) this.stop()
    this.#timer ??= setTimeout(() => this.#fire(), this.#pauseMs)
  }

  failed(): void {
    const { minMs, maxMs } = this.#options
    this.#pauseMs = Math.min(maxMs, Math.max(minMs, this.#pauseMs * 2))
  }

  succeeded(): void {
    this.#pauseMs = 0
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #fire(): void {
    this.#timer = undefined
    this.#options.run()
  }
}
