import { computed, signal } from '@preact/signals'
import type { RoomMessage } from '#contract/room.ts'
import type { Answer } from '../hub/worker-messages.ts'

/** Something that was written here and is not in the room yet. */
export interface Unsaid {
  /** Makes a repeat the same writing. */
  readonly key: string
  readonly text: string
  readonly state: 'sending' | 'waiting' | 'refused'
  readonly problem?: string
}

/** How many can wait; the box says when it is full. */
export const mostUnsaid = 20
/** After these the hub may still take it: it is away, wants to know who writes, or has heard too much at once. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'not_authenticated', 'limit_reached'])
const pauseMs = 2000
/** How long the hub's answer may be ahead of the message itself. */
const patienceMs = 3000

interface Options {
  readonly write: (text: string, key: string) => Promise<Answer<RoomMessage>>
  readonly newKey: () => string
  /** Whether a message is in the room by now. */
  readonly isSaid: (id: string) => boolean
  /** The hub took a message, but it has not come. */
  readonly onMissing: () => void
}

/** What is on its way into the room, in the order in which it was written: one is sent after the other. */
export class RoomOutbox {
  readonly #options: Options
  readonly #unsaid = signal<readonly Unsaid[]>([])
  /** Keys of what the hub took, by the id of the message. */
  readonly #taken = new Map<string, string>()
  #isBusy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: Options) {
    this.#options = options
  }

  readonly unsaid = computed(() => this.#unsaid.value)

  get isFull(): boolean {
    return this.#unsaid.value.length >= mostUnsaid
  }

  write(text: string): void {
    this.#unsaid.value = [...this.#unsaid.peek(), { key: this.#options.newKey(), text, state: 'sending' }]
    void this.resume()
  }

  /** Nothing is sent any more. */
  close(): void {
    clearTimeout(this.#timer)
  }

  forget(key: string): void {
    this.#unsaid.value = this.#unsaid.peek().filter((each) => each.key !== key)
  }

  /** A message is in the room; if it is one of these, it is not on its way any more. */
  said(id: string): void {
    const key = this.#taken.get(id)
    if (key === undefined) return
    this.#taken.delete(id)
    this.forget(key)
  }

  /** Sends what waits, oldest first. */
  async resume(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    const tried = new Set<string>()
    for (let next = this.#next(tried); next !== undefined; next = this.#next(tried)) {
      tried.add(next.key)
      if (!(await this.#send(next))) break
    }
    this.#isBusy = false
  }

  #next(tried: ReadonlySet<string>): Unsaid | undefined {
    const taken = new Set(this.#taken.values())
    return this.#unsaid.peek().find(({ key, state }) => state !== 'refused' && !tried.has(key) && !taken.has(key))
  }

  /** Whether the next one may be sent. */
  async #send({ key, text }: Unsaid): Promise<boolean> {
    this.#set(key, { state: 'sending' })
    const answer = await this.#options.write(text, key)
    if (answer.ok) {
      this.#took(answer.value.id, key)
      return true
    }
    if (!passing.has(answer.error.code)) {
      this.#set(key, { state: 'refused', problem: answer.error.message })
      return true
    }
    this.#set(key, { state: 'waiting' })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.resume(), pauseMs)
    return false
  }

  #took(id: string, key: string): void {
    this.#taken.set(id, key)
    if (this.#options.isSaid(id)) {
      this.said(id)
      return
    }
    // Everybody sees the messages in the order in which they come over MQTT, so this one is waited for as well.
    setTimeout(() => {
      if (this.#taken.has(id)) this.#options.onMissing()
    }, patienceMs)
  }

  #set(key: string, part: Partial<Unsaid>): void {
    this.#unsaid.value = this.#unsaid.peek().map((each) => (each.key === key ? { ...each, ...part } : each))
  }
}
