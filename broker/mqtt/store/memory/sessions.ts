import type { StoreClient, StoreLimits, Subscriber, Subscription } from '../store.ts'
import { FilterTrie } from '../topics/filter-trie.ts'
import type { Drops } from './drops.ts'
import type { Mirror } from './mirror.ts'
import type { Queues } from './queues.ts'
import { isEmpty, newSession, type Session } from './session.ts'

const neverExpiresSeconds = 0xffffffff

interface SessionsParts {
  readonly limits: StoreLimits
  readonly clock: { now(): number }
  readonly queues: Queues
  readonly drops: Drops
  readonly mirror: Mirror
}

/** Who has a session, what it is subscribed to and how long it lives. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()
  /** Sessions without a connection, the one that waits longest first. */
  readonly #waiting = new Set<Session>()
  readonly #online = new Map<string, StoreClient>()
  /** Filters that queue: QoS 0 never does. */
  readonly #filters = new FilterTrie<Subscriber>()
  readonly #parts: SessionsParts
  #subscribedSessions = 0
  #lastRow = 0

  constructor(parts: SessionsParts) {
    this.#parts = parts
  }

  get count(): number {
    return this.#sessions.size
  }

  get subscriptionCount(): number {
    return this.#filters.size
  }

  get subscribedCount(): number {
    return this.#subscribedSessions
  }

  get(clientId: string): Session | undefined {
    return this.#sessions.get(clientId)
  }

  all(): IterableIterator<Session> {
    return this.#sessions.values()
  }

  subscribers(topic: string): Subscriber[] {
    return this.#filters.match(topic)
  }

  /** The session of a client, a new one if need be; throws if all sessions there may be are in use. */
  open(client: StoreClient): Session {
    const existing = this.#sessions.get(client.id)
    if (existing !== undefined) return existing
    this.#makeRoom()
    const session = this.restore(this.#lastRow + 1, client.id)
    const online = this.#online.get(client.id)
    session.expiryMs = this.#expiryOf(online ?? client)
    if (online === undefined) this.#wait(session)
    this.#parts.mirror.session(session)
    return session
  }

  /** A session as it was on disk. */
  restore(row: number, clientId: string): Session {
    this.#lastRow = Math.max(this.#lastRow, row)
    const session = newSession(row, clientId)
    this.#sessions.set(clientId, session)
    return session
  }

  /** Whoever was connected when the hub died has been away since now. */
  resume(session: Session, expiryMs: number | undefined, expiresAt: number | undefined): void {
    session.expiryMs = expiryMs
    if (expiresAt === undefined && expiryMs !== undefined) {
      this.#wait(session)
      this.#parts.mirror.session(session)
    } else {
      session.expiresAt = expiresAt
      this.#waiting.add(session)
    }
  }

  subscribe(session: Session, subscription: Subscription): void {
    const { topic, qos, rh, rap, nl, subscriptionIdentifier } = subscription
    if (session.subscriptions.size === 0) this.#subscribedSessions++
    const kept = { topic, qos, rh, rap, nl }
    session.subscriptions.set(topic, subscriptionIdentifier === undefined ? kept : { ...kept, subscriptionIdentifier })
    if (qos > 0) this.#filters.set(topic, session.clientId, { clientId: session.clientId, ...kept })
    else this.#filters.delete(topic, session.clientId)
    this.#parts.mirror.subscription(session, topic)
  }

  unsubscribe(session: Session, filter: string): void {
    if (!session.subscriptions.delete(filter)) return
    this.#filters.delete(filter, session.clientId)
    if (session.subscriptions.size === 0) this.#subscribedSessions--
    this.#parts.mirror.subscription(session, filter)
  }

  connected(client: StoreClient): void {
    this.#online.set(client.id, client)
    const session = this.#sessions.get(client.id)
    if (session === undefined) return
    this.#waiting.delete(session)
    session.expiryMs = this.#expiryOf(client)
    session.expiresAt = undefined
    this.#parts.mirror.session(session)
  }

  disconnected(client: StoreClient): void {
    // Another connection may have taken the session over.
    if (this.#online.get(client.id) !== client) return
    this.#online.delete(client.id)
    const session = this.#sessions.get(client.id)
    if (session === undefined) return
    session.expiryMs = this.#expiryOf(client)
    if (session.expiryMs === 0 || isEmpty(session)) {
      this.end(session)
    } else {
      this.#wait(session)
      this.#parts.mirror.session(session)
    }
  }

  end(session: Session): void {
    const { queues, mirror } = this.#parts
    for (const filter of [...session.subscriptions.keys()]) this.unsubscribe(session, filter)
    queues.clear(session)
    for (const messageId of [...session.incoming.keys()]) {
      session.incoming.delete(messageId)
      mirror.incoming(session, messageId)
    }
    this.#waiting.delete(session)
    this.#sessions.delete(session.clientId)
    session.isAlive = false
    mirror.session(session)
  }

  /** Forgets a session that has nothing left; one that is connected is likely to be needed again. */
  endIfEmpty(session: Session): void {
    if (session.isAlive && isEmpty(session) && !this.#online.has(session.clientId)) this.end(session)
  }

  expire(now: number): string[] {
    const expired = [...this.#waiting].filter(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now)
    for (const session of expired) {
      this.#parts.drops.count('session_expired', session.queue.size)
      this.end(session)
    }
    return expired.map(({ clientId }) => clientId)
  }

  #makeRoom(): void {
    if (this.#sessions.size < this.#parts.limits.maxSessions) return
    const [oldest] = this.#waiting
    if (oldest === undefined) throw new Error('no room for another session: all that there may be are connected')
    this.#parts.drops.count('sessions_full')
    this.#parts.drops.count('session_expired', oldest.queue.size)
    this.end(oldest)
  }

  #wait(session: Session): void {
    session.expiresAt = session.expiryMs === undefined ? undefined : this.#parts.clock.now() + session.expiryMs
    this.#waiting.delete(session)
    this.#waiting.add(session)
  }

  #expiryOf({ clean, version, sessionExpiryInterval }: StoreClient): number | undefined {
    if (clean === true) return 0
    if (version !== 5 || sessionExpiryInterval === undefined) return this.#parts.limits.sessionExpiryMs
    return sessionExpiryInterval >= neverExpiresSeconds ? undefined : sessionExpiryInterval * 1000
  }
}
