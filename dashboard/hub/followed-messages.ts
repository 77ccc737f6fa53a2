/** How many messages are followed at once; the oldest is let go. */
const maxFollowed = 200

type Standing = 'unheard' | 'reported' | 'finished'

/** Messages whose reports the page wants. One that is finished stays: what was shown may still be dismissed or answered. */
export class FollowedMessages {
  readonly #standings = new Map<string, Standing>()

  add(id: string): void {
    this.#standings.delete(id)
    this.#standings.set(id, 'unheard')
    const [oldest] = this.#standings.keys()
    if (this.#standings.size > maxFollowed && oldest !== undefined) this.#standings.delete(oldest)
  }

  has(id: string): boolean {
    return this.#standings.has(id)
  }

  /** Notes that a report has come. After a `complete` one nothing has to be asked for when the hub comes back. */
  reported(id: string, isComplete: boolean): void {
    if (this.has(id)) this.#standings.set(id, isComplete ? 'finished' : 'reported')
  }

  /** No report has come yet: an answer that was written earlier is no step back. */
  isUnheard(id: string): boolean {
    return this.#standings.get(id) === 'unheard'
  }

  delete(id: string): void {
    this.#standings.delete(id)
  }

  unfinished(): readonly string[] {
    return [...this.#standings].filter(([, standing]) => standing !== 'finished').map(([id]) => id)
  }
}
