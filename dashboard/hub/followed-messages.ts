/** How many messages are followed at once; the oldest is let go. */
const maxFollowed = 200

/**
 * Messages whose reports the page wants. One that is finished stays: a message to several displays is published once
 * for each, and its report may be complete before the hub has seen them all.
 */
export class FollowedMessages {
  readonly #isFinished = new Map<string, boolean>()

  add(id: string): void {
    this.#isFinished.delete(id)
    this.#isFinished.set(id, false)
    const [oldest] = this.#isFinished.keys()
    if (this.#isFinished.size > maxFollowed && oldest !== undefined) this.#isFinished.delete(oldest)
  }

  has(id: string): boolean {
    return this.#isFinished.has(id)
  }

  /** Nothing has to be asked for after a reconnect. */
  finish(id: string): void {
    this.#isFinished.set(id, true)
  }

  delete(id: string): void {
    this.#isFinished.delete(id)
  }

  unfinished(): readonly string[] {
    return [...this.#isFinished].filter(([, isFinished]) => !isFinished).map(([id]) => id)
  }
}
