import type { Report } from '#contract/delivery.ts'
import type { Message, TargetBody } from '#contract/message.ts'
import { backOffMs } from './back-off.ts'
import type { Answer, HubEvent, Recipients } from './worker-messages.ts'

/** One message in the form of `POST /api/messages`. */
export interface Parcel extends Message {
  readonly to: TargetBody
}

interface Postman {
  /** Whether the hub is there. */
  readonly isLive: boolean
  post(parcel: Parcel): Promise<Answer<Report>>
}

/** After these the hub may still take the message: it is away, or wants to know first who sends it. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'not_authenticated', 'limit_reached'])

/** Messages on their way to the hub. What it has not confirmed is sent again with the same id after a reconnect. */
export class Outbox {
  readonly #postman: Postman
  readonly #tell: (event: HubEvent) => void
  readonly #open = new Map<string, Parcel>()
  readonly #underWay = new Set<string>()
  #failedTries = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(postman: Postman, tell: (event: HubEvent) => void) {
    this.#postman = postman
    this.#tell = tell
  }

  send(messageId: string, to: Recipients, message: Message): void {
    this.#open.set(messageId, {
      to: to === 'all' ? to : [...to],
      ...message,
      id: messageId as NonNullable<Message['id']>,
    })
    void this.#post(messageId)
  }

  /** Whether the hub has not confirmed a message yet. */
  isOpen(messageId: string): boolean {
    return this.#open.has(messageId)
  }

  /** Sends everything that is still open. */
  resume(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (const messageId of this.#open.keys()) void this.#post(messageId)
  }

  /** Tells the page what has to wait. */
  pause(): void {
    for (const messageId of this.#open.keys()) this.#tell({ type: 'progress', messageId, progress: 'waiting' })
  }

  async #post(messageId: string): Promise<void> {
    const parcel = this.#open.get(messageId)
    if (parcel === undefined || this.#underWay.has(messageId)) return
    const { isLive } = this.#postman
    this.#tell({ type: 'progress', messageId, progress: isLive ? 'sending' : 'waiting' })
    if (!isLive) return
    this.#underWay.add(messageId)
    const answer = await this.#postman.post(parcel)
    this.#underWay.delete(messageId)
    if (!answer.ok && passing.has(answer.error.code)) {
      this.#tell({ type: 'progress', messageId, progress: 'waiting' })
      this.#timer ??= setTimeout(() => this.resume(), backOffMs(this.#failedTries++, Math.random()))
      return
    }
    this.#failedTries = 0
    this.#open.delete(messageId)
    if (!answer.ok) this.#tell({ type: 'refused', messageId, reason: answer.error.message })
    else {
      this.#tell({ type: 'progress', messageId, progress: 'accepted' })
      this.#tell({ type: 'report', report: answer.value })
    }
  }
}
