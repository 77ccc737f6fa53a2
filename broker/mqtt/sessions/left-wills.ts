import type { PublishPacket } from 'aedes'
import type { Store, StoredPacket } from '../aedes-internals.ts'

type Will = StoredPacket & { readonly clientId: string; readonly brokerId: string }

interface Options {
  readonly store: Store
  readonly brokerId: string
  readonly route: (will: Omit<PublishPacket, 'cmd' | 'dup'>) => unknown
}

/**
 * Publishes the wills of connections that ended with an earlier process. Aedes does so after four heartbeats, deletes
 * them afterwards, and forgets those whose client is back by then; here each is deleted and published as one change.
 */
export async function publishLeftWills({ store, brokerId, route }: Options): Promise<void> {
  for await (const will of store.streamWill({ [brokerId]: true }) as AsyncIterable<Will>) {
    void store.delWill({ id: will.clientId, brokerId: will.brokerId, will }).catch(() => undefined)
    const { topic, payload, qos = 0, retain = false } = will
    void route({ topic, payload, qos, retain })
  }
}
