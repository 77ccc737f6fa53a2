import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Report } from '#contract/delivery.ts'
import type { MessageDetail, MessageList } from '#contract/history-operations.ts'
import type { RoomMessage } from '#contract/room.ts'
import type { Answer } from '../hub/worker-messages.ts'
import type { Counts } from '../messages/counts-text.ts'

interface Ask {
  list(query: Readonly<Record<string, string>>): Promise<Answer<MessageList>>
  one(id: string): Promise<Answer<MessageDetail>>
}

/** The times of the room and of the history may be written down a moment apart. */
const marginMs = 1000
const largestPage = 200
/** A page that is open for days asks again. */
const mostKept = 5000

/** How many displays have shown what was said in the room. */
export class ShownCounts {
  readonly #ask: Ask
  readonly #counts = new Map<string, Signal<Counts | undefined>>()
  readonly #asked = new Set<string>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  of(id: string): ReadonlySignal<Counts | undefined> {
    return this.#signal(id)
  }

  reported({ id, counts }: Pick<Report, 'id' | 'counts'>): void {
    const known = this.#counts.get(id)
    if (known !== undefined) known.value = counts
  }

  /** Asks for what is not known yet: for all of a time at once, and for the rest one by one. */
  async learn(messages: readonly RoomMessage[]): Promise<void> {
    const unknown = messages.filter(({ id }) => !this.#asked.has(id))
    const [first] = unknown
    const last = unknown.at(-1)
    if (first === undefined || last === undefined) return
    if (this.#asked.size > mostKept) this.#forgetOthers(new Set(messages.map(({ id }) => id)))
    for (const { id } of unknown) this.#asked.add(id)
    const since = new Date(Date.parse(first.at) - marginMs).toISOString()
    const until = new Date(Date.parse(last.at) + marginMs).toISOString()
    const listed = await this.#ask.list({ since, until, limit: String(largestPage) })
    if (!listed.ok) return
    for (const summary of listed.value.messages) this.#learnt(summary)
    for (const { id } of unknown) {
      if (this.#signal(id).peek() !== undefined) continue
      const one = await this.#ask.one(id)
      if (one.ok) this.#learnt(one.value)
    }
  }

  #forgetOthers(kept: ReadonlySet<string>): void {
    for (const id of this.#asked) if (!kept.has(id)) this.#asked.delete(id)
    for (const id of this.#counts.keys()) if (!kept.has(id)) this.#counts.delete(id)
  }

  #learnt({ id, counts }: Pick<Report, 'id' | 'counts'>): void {
    const known = this.#counts.get(id)
    // A report that came meanwhile is newer.
    if (known !== undefined && known.peek() === undefined) known.value = counts
  }

  #signal(id: string): Signal<Counts | undefined> {
    let known = this.#counts.get(id)
    if (known === undefined) {
      known = signal(undefined)
      this.#counts.set(id, known)
    }
    return known
  }
}
