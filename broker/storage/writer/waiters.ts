interface Waiter {
  readonly change: number
  readonly resolve: () => void
  readonly timer: NodeJS.Timeout
}

/** Those who wait until a change is in the database, each for a limited time. */
export class Waiters {
  readonly #waiting = new Set<Waiter>()

  /** Resolves when `done` has reached the change; rejects with `late` after the time. */
  wait(change: number, maxWaitMs: number, late: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter)
        reject(late())
      }, maxWaitMs)
      const waiter: Waiter = { change, resolve, timer }
      this.#waiting.add(waiter)
    })
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
