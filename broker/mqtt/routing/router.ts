import type { Log } from '../../log.ts'
import type { BrokerClient, PublishPacket } from '../aedes-internals.ts'
import type { GuardedStore } from '../sessions/guarded-store.ts'
import { beginsWithWildcard, isHiddenFromWildcards } from './hidden-topics.ts'
import { Message } from './message.ts'
import type { Subscriptions } from './subscriptions.ts'

interface RouterOptions {
  readonly brokerId: string
  readonly store: GuardedStore
  readonly subscriptions: Subscriptions
  readonly withholds: (clientId: string, topic: string) => boolean
  readonly log: Log
}

type Source = Omit<PublishPacket, 'cmd' | 'dup'>

/** Brings each message to the store and to its subscribers. */
export interface Router {
  /** Passes on at once and in order; resolves when the message is safe, `undefined` if that takes nothing. */
  route(packet: Source, publisher: BrokerClient | null): Promise<unknown> | undefined
  /** A message of the hub with its place in the order of all, for whoever it is handed to. */
  newMessage(packet: Source): Message
}

export function createRouter({ brokerId, store, subscriptions, withholds, log }: RouterOptions): Router {
  let counter = 0

  /** Puts a message into the queues of sessions that are kept, whether they are connected or not. */
  async function enqueue(message: Message): Promise<void> {
    const grants = new Map<string, 1 | 2>()
    const isHidden = isHiddenFromWildcards(message.topic)
    for (const { clientId, topic = '', qos = 0, nl } of await store.subscriptionsByTopic(message.topic)) {
      if (qos === 0 || (nl && clientId === message.publisher)) continue
      // The index of the persistence does not know it.
      if (isHidden && beginsWithWildcard(topic)) continue
      if (withholds(clientId, message.topic)) continue
      // One copy per session: overlapping subscriptions filled the queue twice (aedes#543).
      const granted = Math.max(grants.get(clientId) ?? 1, Math.min(qos, message.qos))
      grants.set(clientId, granted === 2 ? 2 : 1)
    }
    for (const qos of [1, 2] as const) {
      const to = [...grants].filter(([, granted]) => granted === qos).map(([clientId]) => ({ clientId }))
      if (to.length > 0) await store.outgoingEnqueueCombi(to, message.stored(qos))
    }
  }

  function keep(message: Message, packet: Source): Promise<unknown> | undefined {
    const retained = packet.retain ? store.storeRetained({ ...message.stored(message.qos), retain: true }) : undefined
    const enqueued = message.qos > 0 && store.hasKeptSubscriptions ? store.lane.run(() => enqueue(message)) : undefined
    message.enqueued = enqueued?.catch(ignore)
    if (retained === undefined && enqueued === undefined) return undefined
    const kept = Promise.all([retained, enqueued])
    const safe = store.flushed === undefined ? kept : kept.then(() => store.flushed?.())
    safe.catch((error: Error) => log.error({ topic: message.topic, reason: error.message }, 'a message was not stored'))
    return safe
  }

  function fanOut(message: Message, packet: Source): void {
    const { receivers, listeners } = subscriptions.match(message.topic)
    for (const { outbox, clientId, grant, own } of receivers) {
      const granted = own !== grant && clientId === message.publisher ? own : grant
      if (granted !== undefined) outbox.deliver(message, granted)
    }
    for (const listener of listeners) listener({ cmd: 'publish', dup: false, ...packet }, ignore)
  }

  const newMessage = (packet: Source, publisher?: string) =>
    new Message(packet, { brokerId, counter: ++counter, publisher })

  return {
    newMessage: (packet) => newMessage(packet),
    route(packet, publisher) {
      const message = newMessage(packet, publisher?.id)
      const safe = keep(message, packet)
      fanOut(message, packet)
      return safe
    },
  }
}

function ignore(): void {}
