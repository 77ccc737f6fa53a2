import { EventEmitter } from 'node:events'
import { limits } from '../../../broker/limits.ts'
import type {
  Qos,
  Store,
  StoreBroker,
  StoreClient,
  StoredPacket,
  StoreLimits,
  StoreOptions,
} from '../../../broker/mqtt/store/store.ts'

export const clock = { time: 1_700_000_000_000, now: () => clock.time }

/** A broker as far as a store sees it; `emit` tells it of connections. */
export function fakeBroker(id = 'broker-1'): StoreBroker & EventEmitter {
  return Object.assign(new EventEmitter(), { id })
}

export interface TestOptions extends Partial<Omit<StoreOptions, 'limits'>> {
  readonly limits?: Partial<StoreLimits>
}

export function storeOptions(options: TestOptions = {}): StoreOptions {
  return { clock, ...options, limits: { ...limits, ...options.limits } }
}

let counter = 0

/** A PUBLISH as Aedes would have numbered it. */
export function message(topic: string, payload: string, fields: Partial<StoredPacket> = {}): StoredPacket {
  return {
    cmd: 'publish',
    topic,
    payload: Buffer.from(payload),
    qos: 1,
    retain: false,
    dup: false,
    brokerId: 'broker-1',
    brokerCounter: ++counter,
    ...fields,
  }
}

/** Publishes to the kept sessions as Aedes does. */
export async function publish(store: Store, packet: StoredPacket): Promise<void> {
  await store.outgoingEnqueueCombi(await store.subscriptionsByTopic(packet.topic), packet)
}

export async function subscribe(store: Store, client: StoreClient, filter: string, qos: Qos = 1): Promise<void> {
  await store.addSubscriptions(client, [{ topic: filter, qos }])
}

/** What is sent to a client that connects now. */
export async function queueOf(store: Store, client: StoreClient): Promise<StoredPacket[]> {
  return (await store.outgoingStream(client).toArray()) as StoredPacket[]
}

export async function queuedTexts(store: Store, client: StoreClient): Promise<string[]> {
  return (await queueOf(store, client)).map((packet) => packet.payload?.toString() ?? packet.cmd)
}

export async function retainedTexts(store: Store, ...filters: string[]): Promise<string[]> {
  const packets = (await store.createRetainedStreamCombi(filters).toArray()) as StoredPacket[]
  return packets.map(({ topic, payload }) => `${topic}=${payload}`).sort()
}

export async function wills(store: Store, brokers?: Record<string, unknown>): Promise<StoredPacket[]> {
  return (await store.streamWill(brokers).toArray()) as StoredPacket[]
}
