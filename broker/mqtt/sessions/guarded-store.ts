import { Readable } from 'node:stream'
import { limits } from '../../limits.ts'
import type { Log } from '../../log.ts'
import type { BrokerClient, Store } from '../aedes-internals.ts'
import { Lane } from './lane.ts'

/**
 * The store as Aedes and the router see it. Writes of messages keep their order whatever the store does; what is
 * read sees what was written before; and no failure becomes an uncaught exception: Aedes 2 has no handler for a
 * rejected `delWill` (connect.js) nor for an error of the stream of retained messages (subscribe.js).
 */
export interface GuardedStore extends Store {
  readonly lane: Lane
  /** Whether any session that is kept may have a subscription with QoS 1 or 2. */
  readonly hasKeptSubscriptions: boolean
}

interface Options {
  readonly store: Store
  readonly log: Log
  /** Subscriptions that were granted. In one SUBSCRIBE with several filters Aedes stores the refused ones too. */
  readonly isGranted: (subscription: object) => boolean
  /** The connection that will keep the will of an id, if there is one. */
  readonly ownerOfWill: (clientId: string) => BrokerClient | undefined
}

export async function guardStore({ store, log, isGranted, ownerOfWill }: Options): Promise<GuardedStore> {
  const lane = new Lane(limits.maxStoreJobs)
  let hasKeptSubscriptions = (await store.countOffline()).subsCount > 0

  const tell = (what: string) => (error: unknown) => {
    log.error({ reason: error instanceof Error ? error.message : String(error) }, `the store failed: ${what}`)
  }

  async function* readRetained(filters: string[]) {
    await lane.idle()
    try {
      yield* store.createRetainedStreamCombi(filters)
    } catch (error) {
      tell('retained messages were not read')(error)
    }
  }

  async function* readWills(brokers?: object) {
    try {
      yield* store.streamWill(brokers)
    } catch (error) {
      tell('wills were not read')(error)
    }
  }

  const flushed = store.flushed === undefined ? undefined : () => attempt(async () => store.flushed?.())

  return {
    lane,
    get hasKeptSubscriptions() {
      return hasKeptSubscriptions
    },
    storeRetained: (packet) => lane.run(() => attempt(() => store.storeRetained(packet))),
    createRetainedStreamCombi: (filters) => Readable.from(readRetained(filters)),
    async addSubscriptions(client, subscriptions) {
      const granted = subscriptions.filter((subscription) => isGranted(subscription))
      if (granted.some(({ qos }) => qos > 0)) hasKeptSubscriptions = true
      if (granted.length === 0) return
      await store.addSubscriptions(client, granted)
      // A SUBACK promises a kept session that it will find what comes meanwhile.
      await flushed?.()
    },
    async removeSubscriptions(client, filters) {
      await attempt(() => store.removeSubscriptions(client, filters))
      await flushed?.()
    },
    subscriptionsByClient: (client) => attempt(() => store.subscriptionsByClient(client)),
    subscriptionsByTopic: (topic) => attempt(() => store.subscriptionsByTopic(topic)),
    countOffline: () => attempt(() => store.countOffline()),
    cleanSubscriptions: (client) => attempt(() => store.cleanSubscriptions(client)),
    outgoingEnqueueCombi: (to, packet) => attempt(() => store.outgoingEnqueueCombi(to, packet)),
    outgoingUpdate: (client, packet) =>
      attempt(() => store.outgoingUpdate(client, packet)).catch(tell('a message was not marked as sent')),
    outgoingClearMessageId: (client, packet) =>
      attempt(() => store.outgoingClearMessageId(client, packet)).catch(
        tell('an acknowledged message was not removed'),
      ),
    outgoingStream: (client) => store.outgoingStream(client),
    incomingStorePacket: (client, packet) => attempt(() => store.incomingStorePacket(client, packet)),
    incomingGetPacket: (client, packet) => attempt(() => store.incomingGetPacket(client, packet)),
    incomingDelPacket: (client, packet) =>
      attempt(() => store.incomingDelPacket(client, packet)).catch(() => undefined),
    putWill: (client, will) => attempt(() => store.putWill(client, will)),
    async delWill(leaving) {
      // The connection that is taken over cleans up after its successor has stored its own will under the same id.
      const owner = ownerOfWill(leaving.id)
      const isTakenOver = owner !== undefined && !Object.is(owner, leaving) && owner.will !== null
      if (isTakenOver) return undefined
      return attempt(() => store.delWill(leaving)).catch(tell('a will was not removed'))
    },
    streamWill: (brokers) => Readable.from(readWills(brokers)),
    ...(flushed === undefined ? {} : { flushed }),
  }
}

/** Turns an exception of a store into a rejection. */
async function attempt<Result>(job: () => Promise<Result>): Promise<Result> {
  return job()
}
