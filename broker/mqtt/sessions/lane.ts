/** Runs asynchronous jobs one after the other in the order they were given; an idle lane starts a job at once. */
export class Lane {
  #tail: Promise<unknown> | undefined

  run<Result>(job: () => Promise<Result>): Promise<Result> {
    const running = this.#tail === undefined ? job() : this.#tail.then(job)
    const tail = running.then(ignore, ignore).then(() => {
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
