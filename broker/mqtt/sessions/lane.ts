/** Runs asynchronous jobs one after the other in the order they were given; an idle lane starts a job at once. */
export class Lane {
  readonly #limit: number
  #tail: Promise<unknown> | undefined
  #waiting = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Rejects, without running it, a job that comes while as many as the limit wait. */
  run<Result>(job: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= this.#limit) return Promise.reject(new Error('the store does not keep up'))
    this.#waiting++
    const running = this.#tail === undefined ? job() : this.#tail.then(job)
    const tail = running.then(ignore, ignore).then(() => {
      this.#waiting--
      if (this.#tail === tail) this.#tail = undefined
    })
    this.#tail = tail
    return running
  }

  /** Resolves when what was given before has ended. */
  async idle(): Promise<void> {
    await this.#tail
  }
}

function ignore(): void {}
