import type { StoredPacket, StoreLimits } from '../store.ts'
import { RetainedTrie } from '../topics/retained-trie.ts'
import type { Drops } from './drops.ts'
import type { Mirror } from './mirror.ts'

const hasWildcard = (filter: string) => filter.includes('#') || filter.includes('+')

/** The retained messages: exact topics by one look-up, wildcards by the levels of the topic. */
export class Retained {
  #packets = new Map<string, StoredPacket>()
  #trie = new RetainedTrie<StoredPacket>()
  #bytes = 0
  #limits: StoreLimits
  #drops: Drops
  #mirror: Mirror

  constructor(limits: StoreLimits, drops: Drops, mirror: Mirror) {
    this.#limits = limits
    this.#drops = drops
    this.#mirror = mirror
  }

  get count(): number {
    return this.#packets.size
  }

  get bytes(): number {
    return this.#bytes
  }

  get(topic: string): StoredPacket | undefined {
    return this.#packets.get(topic)
  }

  /** Keeps the packet, or forgets the topic if it is empty or over the cap: an outdated message would be worse than none. */
  store(packet: StoredPacket): void {
    const { topic } = packet
    const before = this.#packets.get(topic)
    if (before !== undefined) {
      this.#bytes -= bytesOf(before)
      this.#packets.delete(topic)
    }
    const isKept = packet.payload.length > 0 && this.#hasRoom(packet)
    if (isKept) {
      const kept = { ...packet, payload: ownCopy(packet.payload) }
      this.#bytes += bytesOf(kept)
      this.#packets.set(topic, kept)
      this.#trie.set(topic, kept)
    } else if (before !== undefined) {
      this.#trie.delete(topic)
    }
    this.#mirror.retained(topic)
  }

  /** What matches any of the filters now, each message once. */
  match(filters: readonly string[]): StoredPacket[] {
    const found = new Set<StoredPacket>()
    for (const filter of filters) {
      if (hasWildcard(filter)) {
        for (const packet of this.#trie.match(filter)) found.add(packet)
      } else {
        const packet = this.#packets.get(filter)
        if (packet !== undefined) found.add(packet)
      }
    }
    return [...found]
  }

  #hasRoom(packet: StoredPacket): boolean {
    const { maxRetainedMessages, maxRetainedBytes } = this.#limits
    if (this.#packets.size < maxRetainedMessages && this.#bytes + bytesOf(packet) <= maxRetainedBytes) return true
    this.#drops.count('retained_full')
    return false
  }
}

/** Bytes a message counts with. */
export function bytesOf(message: Pick<StoredPacket, 'topic' | 'payload'>): number {
  return message.topic.length + message.payload.length
}

/** A payload is a slice of what was read from the socket, often 64 KiB, which it would keep alive. */
export function ownCopy(payload: Buffer | string): Buffer | string {
  return typeof payload === 'string' ? payload : Buffer.from(payload)
}
