import type { Mirror } from '../memory/mirror.ts'
import type { Message, QueueEntry } from '../memory/queue.ts'
import type { Session } from '../memory/session.ts'

/** What differs between memory and disk. What comes and goes between two commits never gets there. */
export class Changes implements Mirror {
  readonly topics = new Set<string>()
  readonly sessions = new Set<Session>()
  readonly filters = new Map<Session, Set<string>>()
  readonly messages = new Set<Message>()
  readonly entries = new Set<QueueEntry>()
  readonly releasedIds = new Map<Session, Set<number>>()
  readonly incomingIds = new Map<Session, Set<number>>()
  readonly willOwners = new Set<string>()
  /** Called on each change, once the state on disk is loaded. */
  onChange: (() => void) | undefined

  get isEmpty(): boolean {
    return this.#parts().every((part) => part.size === 0)
  }

  clear(): void {
    for (const part of this.#parts()) part.clear()
  }

  /** After loading: what memory took over as it was needs no writing, what it left out for its caps or its age does. */
  forgetUnchanged(isRetained: (topic: string) => boolean): void {
    for (const topic of this.topics) if (isRetained(topic)) this.topics.delete(topic)
    for (const message of this.messages) if (message.references > 0) this.messages.delete(message)
    for (const entry of this.entries) if (entry.inSession !== undefined) this.entries.delete(entry)
    for (const session of this.filters.keys()) if (session.isAlive) this.filters.delete(session)
    for (const session of this.releasedIds.keys()) if (session.isAlive) this.releasedIds.delete(session)
  }

  /** What has come and gone since the last commit; kept in mind, it would fill the memory while a disk is full. */
  forgetGone(): void {
    for (const message of this.messages) {
      if (message.references === 0 && !message.isStored) this.messages.delete(message)
    }
    for (const entry of this.entries) {
      if (entry.inSession === undefined && !entry.isStored) this.entries.delete(entry)
    }
    for (const session of this.sessions) {
      if (session.isAlive || session.isStored) continue
      for (const part of [this.sessions, this.filters, this.releasedIds, this.incomingIds]) part.delete(session)
    }
  }

  retained(topic: string): void {
    this.topics.add(topic)
    this.onChange?.()
  }

  session(session: Session): void {
    this.sessions.add(session)
    this.onChange?.()
  }

  subscription(session: Session, filter: string): void {
    addTo(this.filters, session, filter)
    this.onChange?.()
  }

  message(message: Message): void {
    this.messages.add(message)
    this.onChange?.()
  }

  entry(entry: QueueEntry): void {
    this.entries.add(entry)
    this.onChange?.()
  }

  released(session: Session, messageId: number): void {
    addTo(this.releasedIds, session, messageId)
    this.onChange?.()
  }

  incoming(session: Session, messageId: number): void {
    addTo(this.incomingIds, session, messageId)
    this.onChange?.()
  }

  will(clientId: string): void {
    this.willOwners.add(clientId)
    this.onChange?.()
  }

  #parts() {
    return [
      this.topics,
      this.sessions,
      this.filters,
      this.messages,
      this.entries,
      this.releasedIds,
      this.incomingIds,
      this.willOwners,
    ]
  }
}

function addTo<Value>(map: Map<Session, Set<Value>>, session: Session, value: Value): void {
  const values = map.get(session)
  if (values === undefined) map.set(session, new Set([value]))
  else values.add(value)
}
