import { limits } from '../../limits.ts'
import type { PublishPacket, Store, StoredPacket } from '../aedes-internals.ts'

type Will = StoredPacket & { readonly clientId: string; readonly brokerId: string }
type WillProperties = { readonly willDelayInterval?: number }

interface Options {
  readonly store: Store
  readonly brokerId: string
  readonly route: (will: Omit<PublishPacket, 'cmd' | 'dup'>) => unknown
}

/** The wills that an earlier process left. */
export interface LeftWills {
  /** A client that is back in time needs no will [MQTT-3.1.3-9]. */
  cancel(clientId: string): void
  /** Those whose time has not come stay in the store. */
  close(): void
}

/**
 * Publishes the wills of connections that ended with an earlier process, those with a delay of MQTT 5 after it. Aedes does
 * so after four heartbeats, deletes them afterwards, and forgets those whose client is back by then; here each is
 * deleted and published as one change.
 */
export async function publishLeftWills({ store, brokerId, route }: Options): Promise<LeftWills> {
  const delayed = new Map<string, { readonly timer: NodeJS.Timeout; readonly will: Will }>()
  const remove = (will: Will) =>
    void store.delWill({ id: will.clientId, brokerId: will.brokerId, will }).catch(() => undefined)

  function publish(will: Will) {
    delayed.delete(will.clientId)
    remove(will)
    const { topic, payload, qos = 0, retain = false, properties } = will
    void route({ topic, payload, qos, retain, ...(properties === undefined ? {} : { properties }) })
  }

  for await (const will of store.streamWill({ [brokerId]: true }) as AsyncIterable<Will>) {
    const { willDelayInterval: asked = 0 } = (will.properties ?? {}) as WillProperties
    // No session is kept for longer, and a will comes at the end of its session at the latest.
    const delaySeconds = Math.min(asked, limits.maxSessionExpirySeconds)
    if (delaySeconds === 0) publish(will)
    else delayed.set(will.clientId, { will, timer: setTimeout(publish, delaySeconds * 1000, will).unref() })
  }
  return {
    cancel(clientId) {
      const waiting = delayed.get(clientId)
      if (waiting === undefined) return
      clearTimeout(waiting.timer)
      delayed.delete(clientId)
      remove(waiting.will)
    },
    close() {
      for (const { timer } of delayed.values()) clearTimeout(timer)
    },
  }
}
