import type { Clock } from '../clock.ts'

interface Options {
  readonly clock: Clock
  /** How many failures cost nothing. */
  readonly free: number
  /** The pause after the first failure that does; each further one doubles it. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** Time without a failure after which all is forgotten. */
  readonly forgetMs: number
  /** At the limit, what has been quiet for longest is forgotten. */
  readonly maxKeys: number
}

interface Failures {
  count: number
  until: number
  last: number
}

/** Counts failures by key, and says how long the next try has to wait. */
export class FailureCounter {
  readonly #options: Options
  readonly #failures = new Map<string, Failures>()

  constructor(options: Options) {
    this.#options = options
  }

  /** 0 when it may be tried now. */
  pauseMs(key: string): number {
    return Math.max(0, (this.#of(key)?.until ?? 0) - this.#options.clock.now())
  }

  failed(key: string): void {
    const { clock, free, firstPauseMs, longestPauseMs, maxKeys } = this.#options
    const now = clock.now()
    const count = (this.#of(key)?.count ?? 0) + 1
    const over = count - free
    const pauseMs = over <= 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(over - 1, 30))
    this.#failures.delete(key)
    this.#failures.set(key, { count, until: now + pauseMs, last: now })
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= maxKeys) return
      this.#failures.delete(oldest)
    }
  }

  /** What was counted as a failure was none. */
  undo(key: string): void {
    const found = this.#of(key)
    if (found === undefined) return
    found.count--
    found.until = 0
    if (found.count <= 0) this.#failures.delete(key)
  }

  forget(key: string): void {
    this.#failures.delete(key)
  }

  #of(key: string): Failures | undefined {
    const found = this.#failures.get(key)
    if (found === undefined || this.#options.clock.now() - found.last < this.#options.forgetMs) return found
    this.#failures.delete(key)
    return undefined
  }
}
