import { isDisplayId } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import { displayTopic } from '#contract/topics.ts'
import type { HubEvent, Recipients } from './worker-messages.ts'

interface Publication {
  readonly messageId: string
  readonly displayId?: string
  readonly topic: string
  readonly payload: string
}

/** How many publications are remembered for rejections. */
const keptPublications = 200

interface Publisher {
  readonly isLive: boolean
  publish(topic: string, payload: string): Promise<void>
}

/** Messages on their way to the hub. What it has not confirmed is sent again with the same id after a reconnect. */
export class Outbox {
  readonly #publisher: Publisher
  readonly #tell: (event: HubEvent) => void
  readonly #open = new Map<string, Publication[]>()
  /** What was published last, newest first: a rejection may come after the answer to the publish. */
  #recent: readonly Publication[] = []

  constructor(publisher: Publisher, tell: (event: HubEvent) => void) {
    this.#publisher = publisher
    this.#tell = tell
  }

  send(messageId: string, to: Recipients, message: Message): void {
    const payload = JSON.stringify({ ...message, id: messageId })
    const publications = publicationsOf(messageId, to, payload)
    this.#open.set(messageId, publications)
    this.#recent = [...publications, ...this.#recent].slice(0, Math.max(keptPublications, publications.length))
    void this.#publish(messageId)
  }

  /** Whether the hub has not confirmed a message yet. */
  isOpen(messageId: string): boolean {
    return this.#open.has(messageId)
  }

  /** Sends everything that is still open. */
  resume(): void {
    for (const messageId of this.#open.keys()) void this.#publish(messageId)
  }

  /** Tells the page what has to wait. */
  pause(): void {
    for (const messageId of this.#open.keys()) this.#tell({ type: 'progress', messageId, progress: 'waiting' })
  }

  /** The latest message to a topic that was refused. The hub names no id when a payload does not validate. */
  messageFor(topic: string): { messageId: string; displayId?: string } | undefined {
    const found = this.#recent.find((publication) => publication.topic === topic)
    if (found === undefined) return undefined
    const { messageId, displayId } = found
    return { messageId, ...(displayId === undefined ? {} : { displayId }) }
  }

  async #publish(messageId: string): Promise<void> {
    const publications = this.#open.get(messageId) ?? []
    this.#tell({ type: 'progress', messageId, progress: this.#publisher.isLive ? 'sending' : 'waiting' })
    if (!this.#publisher.isLive) return
    await Promise.all(publications.map((publication) => this.#publishOne(publication)))
    if ((this.#open.get(messageId)?.length ?? 0) > 0) return
    this.#open.delete(messageId)
    this.#tell({ type: 'progress', messageId, progress: 'accepted' })
  }

  async #publishOne(publication: Publication): Promise<void> {
    const { messageId, displayId, topic, payload } = publication
    try {
      await this.#publisher.publish(topic, payload)
    } catch (error) {
      // Without a connection the publication stays open and goes out again after the reconnect.
      if (!this.#publisher.isLive) return
      this.#tell({
        type: 'refused',
        messageId,
        reason: (error as Error).message,
        ...(displayId === undefined ? {} : { displayId }),
      })
    }
    const open = this.#open.get(messageId)
    if (open !== undefined)
      this.#open.set(
        messageId,
        open.filter((other) => other !== publication),
      )
  }
}

function publicationsOf(messageId: string, to: Recipients, payload: string): Publication[] {
  if (to === 'all') return [{ messageId, topic: displayTopic('message', { kind: 'all' }), payload }]
  return to
    .filter(isDisplayId)
    .map((id) => ({ messageId, displayId: id, topic: displayTopic('message', { kind: 'display', id }), payload }))
}
