import type { PublishPacket } from 'aedes'
import { limits } from '../../limits.ts'
import type { BrokerClient, ClientSubscription, Listener } from '../aedes-internals.ts'
import { type Grant, grantOf } from './grant.ts'
import { TopicTrie } from './topic-trie.ts'

/** One client that gets a topic. */
export interface Receiver {
  readonly client: BrokerClient
  readonly grant: Grant
  /** What it gets of its own messages: less if one of its subscriptions is no-local. */
  readonly own: Grant | undefined
}

interface Matches {
  readonly receivers: readonly Receiver[]
  /** Listeners of the broker itself. */
  readonly listeners: readonly Listener[]
}

interface Entry {
  readonly func: Listener
  readonly owner: { readonly client: BrokerClient; readonly subscription: ClientSubscription } | undefined
}

type Done = () => void

/**
 * Who subscribed to what, as the emitter that Aedes asks for (`opts.mq`). It knows the client behind each listener,
 * so that a message goes straight to the connection and not through a closure, a copy and a timer per subscriber.
 * Everything here happens at once: a store or an emitter that answers late is what breaks takeovers (aedes#928).
 */
export class Subscriptions {
  readonly #trie = new TopicTrie<Entry>()
  readonly #owners = new WeakMap<Listener, NonNullable<Entry['owner']>>()
  readonly #entries = new WeakMap<Listener, Map<string, Entry>>()
  readonly #cache = new Map<string, Matches>()
  /**
   * Remembers which client is behind a listener. Aedes stores a subscription right before it subscribes its listener.
   * Without a prototype no name of a filter has a meaning (GHSA-52qw-whmv-87c5).
   */
  follow(client: BrokerClient): void {
    const owners = this.#owners
    client.subscriptions = new Proxy<BrokerClient['subscriptions']>(Object.create(null), {
      set(target, filter, subscription: ClientSubscription) {
        owners.set(subscription.func, { client, subscription })
        return Reflect.set(target, filter, subscription)
      },
    })
  }

  on(filter: string, func: Listener, done?: Done): this {
    const entry = { func, owner: this.#owners.get(func) }
    const entries = this.#entries.get(func) ?? new Map<string, Entry>()
    this.#entries.set(func, entries.set(filter, entry))
    this.#trie.add(filter, entry)
    this.#forget(filter)
    done?.()
    return this
  }

  removeListener(filter: string, func: Listener, done?: Done): this {
    const entry = this.#entries.get(func)?.get(filter)
    if (entry !== undefined) this.#trie.remove(filter, entry)
    this.#entries.get(func)?.delete(filter)
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
    const matches = summarise(this.#trie.match(topic))
    if (this.#cache.size >= limits.maxCachedTopics) this.#cache.clear()
    this.#cache.set(topic, matches)
    return matches
  }

  #forget(filter: string): void {
    if (filter.includes('+') || filter.includes('#')) this.#cache.clear()
    else this.#cache.delete(filter)
  }
}

function summarise(entries: readonly Entry[]): Matches {
  const byClient = new Map<BrokerClient, ClientSubscription[]>()
  const listeners: Listener[] = []
  for (const { owner, func } of entries) {
    if (owner === undefined) {
      listeners.push(func)
      continue
    }
    const subscriptions = byClient.get(owner.client)
    if (subscriptions === undefined) byClient.set(owner.client, [owner.subscription])
    else subscriptions.push(owner.subscription)
  }
  const receivers: Receiver[] = []
  for (const [client, subscriptions] of byClient) {
    const grant = grantOf(subscriptions)
    if (grant === undefined) continue
    const own = subscriptions.some(({ nl }) => nl) ? grantOf(subscriptions.filter(({ nl }) => !nl)) : grant
    receivers.push({ client, grant, own })
  }
  return { receivers, listeners }
}
