interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  /** Waits through failures until a later try succeeds. */
  readonly isPatient: boolean
}

interface WriteBehindOptions {
  readonly hasChanges: () => boolean
  /** Writes all changes in one transaction; throws if it could not, and then nothing is written. */
  readonly commit: () => void
  readonly sync: () => Promise<void>
  readonly onError: (error: Error) => void
  readonly delayMs: number
  readonly retryMs: number
}

/** Group commit: one transaction and one sync serve all that was changed and all who wait by the end of a turn. */
export class WriteBehind {
  readonly #options: WriteBehindOptions
  #waiters: Waiter[] = []
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #running: Promise<void> | undefined
  #isUnsynced = false
  #failure: string | undefined
  #isClosed = false

  constructor(options: WriteBehindOptions) {
    this.#options = options
  }

  changed(): void {
    if (this.#timer === undefined && this.#immediate === undefined && this.#running === undefined) this.#wait()
  }

  /** Resolves when everything that was changed before is on disk; rejects when it could not be written. */
  flushed(isPatient = false): Promise<void> {
    // Nobody may be told that something is safe any more; the patient go on waiting.
    if (this.#isClosed) return isPatient ? new Promise(() => {}) : Promise.reject(new Error('the store is closed'))
    return this.#written(isPatient)
  }

  #written(isPatient: boolean): Promise<void> {
    if (!this.#options.hasChanges() && !this.#isUnsynced) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject, isPatient })
      if (this.#running === undefined && !this.#isClosed) this.#immediate ??= setImmediate(() => this.#start())
    })
  }

  /** Writes what is left; rejects if that fails. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running
    this.#stopTimers()
    const last = this.#written(false)
    await Promise.all([this.#run(), last])
  }

  #wait(): void {
    if (this.#isClosed) return
    const delay = this.#failure === undefined ? this.#options.delayMs : this.#options.retryMs
    this.#timer = setTimeout(() => this.#start(), delay)
  }

  #stopTimers(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
    this.#timer = undefined
    this.#immediate = undefined
  }

  #start(): void {
    this.#stopTimers()
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      if (this.#options.hasChanges() || this.#waiters.length > 0) this.changed()
    })
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    do {
      const waiters = this.#waiters
      this.#waiters = []
      try {
        if (this.#options.hasChanges()) {
          this.#options.commit()
          this.#isUnsynced = true
        }
        if (waiters.length > 0 && this.#isUnsynced) {
          await this.#options.sync()
          this.#isUnsynced = false
        }
      } catch (error) {
        this.#fail(waiters, error instanceof Error ? error : new Error(String(error)))
        return
      }
      this.#failure = undefined
      for (const { resolve } of waiters) resolve()
    } while (this.#waiters.length > 0)
  }

  #fail(waiters: readonly Waiter[], error: Error): void {
    this.#waiters = [...waiters.filter(({ isPatient }) => isPatient), ...this.#waiters]
    // Once for each fault, not for each of the tries that follow it.
    if (this.#failure !== error.message) this.#options.onError(error)
    this.#failure = error.message
    for (const { reject, isPatient } of waiters) if (!isPatient) reject(error)
  }
}
