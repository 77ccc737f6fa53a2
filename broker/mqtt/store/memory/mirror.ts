import type { Message, QueueEntry } from './queue.ts'
import type { Session } from './session.ts'

/**
 * Hears of every change in memory, at once and in order. It gets what has changed, not how: what is written is the state
 * at the time of writing.
 */
export interface Mirror {
  retained(topic: string): void
  session(session: Session): void
  subscription(session: Session, filter: string): void
  message(message: Message): void
  entry(entry: QueueEntry): void
  released(session: Session, messageId: number): void
  incoming(session: Session, messageId: number): void
  will(clientId: string): void
}

const nothing = () => {}

export const noMirror: Mirror = {
  retained: nothing,
  session: nothing,
  subscription: nothing,
  message: nothing,
  entry: nothing,
  released: nothing,
  incoming: nothing,
  will: nothing,
}
