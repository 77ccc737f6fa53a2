import { limits } from '../../limits.ts'
import type { BrokerClient, ClientSubscription, Listener, PublishPacket } from '../aedes-internals.ts'
import type { Outbox } from '../sessions/outbox.ts'
import { type Grant, grantOf } from './grant.ts'
import { TopicTrie } from './topic-trie.ts'

/** One client that gets a topic. */
interface Receiver {
  readonly clientId: string
  readonly outbox: Outbox
  readonly grant: Grant
  /** What it gets of its own messages: less if one of its subscriptions is no-local. */
  readonly own: Grant | undefined
}

interface Matches {
  readonly receivers: readonly Receiver[]
  /** Listeners of the broker itself. */
  readonly listeners: readonly Listener[]
}

interface Owner {
  readonly client: BrokerClient
  readonly outbox: Outbox
  readonly subscription: ClientSubscription
}

/** Kept on the listener itself: a map of tens of thousands of listeners costs more than all else that a SUBSCRIBE does. */
const owner = Symbol('owner')
type OwnedListener = Listener & { [owner]?: Owner }

type Done = () => void

/**
 * Who subscribed to what, as the emitter that Aedes asks for (`opts.mq`). It knows the client behind each listener,
 * so that a message goes straight to the connection and not through a closure, a copy and a timer per subscriber.
 * Everything here happens at once: a store or an emitter that answers late is what breaks takeovers (aedes#928).
 */
export class Subscriptions {
  readonly #trie = new TopicTrie<OwnedListener>()
  readonly #cache = new Map<string, Matches>()
  readonly #mayReceive: (client: BrokerClient, topic: string) => boolean

  constructor(mayReceive: (client: BrokerClient, topic: string) => boolean) {
    this.#mayReceive = mayReceive
  }

  /**
   * Remembers which client is behind a listener. Aedes stores a subscription right before it subscribes its listener.
   * Without a prototype no name of a filter has a meaning (GHSA-52qw-whmv-87c5).
   */
  follow(client: BrokerClient, outbox: Outbox): void {
    client.subscriptions = new Proxy<BrokerClient['subscriptions']>(Object.create(null), {
      set(target, filter, subscription: ClientSubscription) {
        const listener: OwnedListener = subscription.func
        listener[owner] = { client, outbox, subscription }
        return Reflect.set(target, filter, subscription)
      },
    })
  }

  on(filter: string, func: Listener, done?: Done): this {
    this.#trie.add(filter, func)
    this.#forget(filter)
    done?.()
    return this
  }

  removeListener(filter: string, func: Listener, done?: Done): this {
    this.#trie.remove(filter, func)
    this.#forget(filter)
    done?.()
    return this
  }

  /** Reached by what Aedes publishes before `publish` is replaced: its own birth message. */
  emit(packet: PublishPacket, done?: Done): this {
    for (const listener of this.match(packet.topic).listeners) listener(packet, () => undefined)
    done?.()
    return this
  }

  close(done: Done): this {
    setImmediate(done)
    return this
  }

  match(topic: string): Matches {
    const known = this.#cache.get(topic)
    if (known !== undefined) return known
    const matches = summarise(this.#trie.match(topic), (client) => this.#mayReceive(client, topic))
    if (this.#cache.size >= limits.maxCachedTopics) this.#cache.clear()
    this.#cache.set(topic, matches)
    return matches
  }

  /** What somebody may receive has changed: it was looked at once per topic, not once per message. */
  rightsChanged(): void {
    this.#cache.clear()
  }

  #forget(filter: string): void {
    if (filter.includes('+') || filter.includes('#')) this.#cache.clear()
    else this.#cache.delete(filter)
  }
}

function summarise(matching: readonly OwnedListener[], mayReceive: (client: BrokerClient) => boolean): Matches {
  const byClient = new Map<BrokerClient, { outbox: Outbox; subscriptions: ClientSubscription[] }>()
  const listeners: Listener[] = []
  for (const listener of matching) {
    const owned = listener[owner]
    if (owned === undefined) {
      listeners.push(listener)
      continue
    }
    const { client, outbox, subscription } = owned
    const known = byClient.get(client)
    if (known === undefined) byClient.set(client, { outbox, subscriptions: [subscription] })
    else known.subscriptions.push(subscription)
  }
  const receivers: Receiver[] = []
  for (const [client, { outbox, subscriptions }] of byClient) {
    const grant = mayReceive(client) ? grantOf(subscriptions) : undefined
    if (grant === undefined) continue
    const clientId = client.id
    const own = subscriptions.some(({ nl }) => nl) ? grantOf(subscriptions.filter(({ nl }) => !nl)) : grant
    receivers.push({ clientId, outbox, grant, own })
  }
  return { receivers, listeners }
}
