import type { StoredPacket } from './aedes-internals.ts'
import type { Subscriptions } from './routing/subscriptions.ts'
import type { GuardedStore } from './sessions/guarded-store.ts'

/** What the hub reads of its own broker, without a connection. */
export interface Within {
  retained(filter: string): Promise<readonly { readonly topic: string; readonly payload: Buffer }[]>
  listen(topic: string, listener: (payload: Uint8Array) => void): () => void
  saved(): Promise<void>
}

export function createWithin({ store, subscriptions }: { store: GuardedStore; subscriptions: Subscriptions }): Within {
  return {
    async retained(filter) {
      const found: { topic: string; payload: Buffer }[] = []
      for await (const { topic, payload } of store.createRetainedStreamCombi([filter]) as AsyncIterable<StoredPacket>) {
        found.push({ topic, payload: Buffer.from(payload) })
      }
      return found
    },
    listen(topic, listener) {
      const hear = ({ payload }: { readonly payload: string | Buffer }) =>
        listener(typeof payload === 'string' ? Buffer.from(payload) : payload)
      subscriptions.on(topic, hear)
      return () => void subscriptions.removeListener(topic, hear)
    },
    async saved() {
      await store.lane.idle()
      await store.flushed?.()
    },
  }
}
