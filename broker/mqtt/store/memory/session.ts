import type { StoredPacket, Subscription } from '../store.ts'
import { LinkedList } from './linked-list.ts'
import type { QueueEntry } from './queue.ts'

/** What is kept for one client id. */
export interface Session {
  readonly row: number
  readonly clientId: string
  readonly subscriptions: Map<string, Subscription>
  readonly queue: LinkedList<QueueEntry>
  readonly byKey: Map<string, QueueEntry>
  readonly byMessageId: Map<number, QueueEntry>
  /** Message ids whose PUBREC has come and whose PUBCOMP has not, with their order. */
  readonly released: Map<number, number>
  /** QoS 2 messages from this client whose PUBREL has not come. */
  readonly incoming: Map<number, StoredPacket>
  queuedBytes: number
  incomingBytes: number
  /** How long it lives without a connection; `undefined`: for ever. */
  expiryMs: number | undefined
  /** Known while there is no connection, unless it lives for ever. */
  expiresAt: number | undefined
  isAlive: boolean
  isStored: boolean
}

export function newSession(row: number, clientId: string): Session {
  return {
    row,
    clientId,
    subscriptions: new Map(),
    queue: new LinkedList(),
    byKey: new Map(),
    byMessageId: new Map(),
    released: new Map(),
    incoming: new Map(),
    queuedBytes: 0,
    incomingBytes: 0,
    expiryMs: undefined,
    expiresAt: undefined,
    isAlive: true,
    isStored: false,
  }
}

export function isEmpty(session: Session): boolean {
  return (
    session.subscriptions.size === 0 &&
    session.queue.size === 0 &&
    session.released.size === 0 &&
    session.incoming.size === 0
  )
}
