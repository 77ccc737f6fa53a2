interface Waiter {
  readonly change: number
  readonly resolve: () => void
  readonly timer: NodeJS.Timeout | undefined
}

/** Those who wait until a change is in the database, each for a limited time. */
export class Waiters {
  readonly #waiting = new Set<Waiter>()

  /** Resolves when `done` has reached the change; rejects with `late` after the time, if that is finite. */
  wait(change: number, maxWaitMs: number, late: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(waiter)
        reject(late())
      }
      const timer = Number.isFinite(maxWaitMs) ? setTimeout(giveUp, maxWaitMs) : undefined
      const waiter: Waiter = { change, resolve, timer }
      this.#waiting.add(waiter)
    })
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0
  }

  /** Every change up to this one is in the database. */
  done(upTo: number): void {
    for (const waiter of this.#waiting) {
      if (waiter.change > upTo) continue
      this.#waiting.delete(waiter)
      clearTimeout(waiter.timer)
      waiter.resolve()
    }
  }
}
