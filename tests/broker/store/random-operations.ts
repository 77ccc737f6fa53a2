import type { Store, StoredPacket } from '../../../broker/mqtt/store/store.ts'
import { message, publish, queueOf, retainedTexts, wills } from './open-store.ts'

export const clients = ['alice', '__proto__', 'a\0b', 'zoë'] as const
export const topics = ['a', 'a/b', '/', 'constructor', 'ä/😀', 'nul\0x'] as const
const filters = ['a', 'a/b', 'a/+', '#', '+', 'constructor', 'ä/#', 'nul\0x'] as const
const messageIds = [1, 2, 3, 65_535] as const

export const operationKinds = [
  'publish',
  'publish',
  'publish',
  'retain',
  'forget',
  'subscribe',
  'subscribe',
  'unsubscribe',
  'send',
  'send',
  'acknowledge',
  'acknowledge',
  'pubrec',
  'incoming',
  'release',
  'will',
  'cancelWill',
  'clean',
] as const

/** One call of the store; the numbers choose among what there is at that moment. */
export interface Operation {
  readonly kind: (typeof operationKinds)[number] | 'giveBack'
  readonly which: number
  readonly what: number
  readonly text: string
}

const pick = <Value>(from: readonly Value[], index: number): Value => from[index % from.length] as Value

/** Does one operation; two stores in the same state are in the same state afterwards. */
export async function apply(store: Store, operation: Operation): Promise<void> {
  await (await prepare(store, operation))()
}

/** Looks at what there is, and answers a function that does the operation in the turn it is called in. */
export async function prepare(store: Store, operation: Operation): Promise<() => Promise<void>> {
  const { kind, which, what } = operation
  const looksAtQueue = kind === 'send' || kind === 'acknowledge' || kind === 'giveBack'
  const queue = looksAtQueue ? await queueOf(store, { id: pick(clients, which) }) : []
  return () => perform(store, operation, queue.length > 0 ? pick(queue, what) : undefined)
}

async function perform(store: Store, operation: Operation, entry: StoredPacket | undefined): Promise<void> {
  const { kind, which, what, text } = operation
  const client = { id: pick(clients, which) }
  const topic = pick(topics, what)
  const qos = pick([1, 2] as const, what + which)
  const properties =
    what % 3 === 0
      ? { correlationData: Buffer.from(text), userProperties: [['constructor', text] as const] }
      : undefined
  const packet = message(topic, text, { qos, ...(properties && { properties, messageExpiry: 2e12 + what }) })
  const messageId = pick(messageIds, what)

  switch (kind) {
    case 'publish':
      return publish(store, packet)
    case 'retain':
      return store.storeRetained({ ...packet, retain: true })
    case 'forget':
      return store.storeRetained({ ...packet, payload: Buffer.alloc(0), retain: true })
    case 'subscribe': {
      const options = { rh: what % 3, rap: what % 2 === 0, nl: which % 2 === 0 }
      return store.addSubscriptions(client, [
        { topic: pick(filters, what), qos: pick([0, 1, 2] as const, which), ...options },
      ])
    }
    case 'unsubscribe':
      return store.removeSubscriptions(client, [pick(filters, what)])
    case 'send':
      if (entry !== undefined && entry.cmd !== 'pubrel') await store.outgoingUpdate(client, { ...entry, messageId })
      return
    case 'acknowledge':
      if (entry?.messageId !== undefined) await store.outgoingClearMessageId(client, { messageId: entry.messageId })
      return
    case 'giveBack':
      if (entry !== undefined) await store.outgoingClearMessageId(client, { ...entry, messageId: undefined })
      return
    case 'pubrec':
      return store.outgoingUpdate(client, { cmd: 'pubrel', messageId })
    case 'incoming':
      return store.incomingStorePacket(client, { ...packet, messageId }).catch(() => {})
    case 'release':
      return store.incomingDelPacket(client, { messageId })
    case 'will':
      return store.putWill(client, packet)
    case 'cancelWill':
      await store.delWill(client)
      return
    case 'clean':
      return store.cleanSubscriptions(client)
    default:
      kind satisfies never
  }
}

/** All that can be seen of a store from outside and has to survive. */
export async function observe(store: Store): Promise<unknown> {
  const sessions: unknown[] = []
  for (const id of clients) {
    const incoming: number[] = []
    for (const messageId of messageIds) {
      await store.incomingGetPacket({ id }, { messageId }).then(
        () => incoming.push(messageId),
        () => {},
      )
    }
    const queue = await queueOf(store, { id })
    sessions.push({
      id,
      incoming,
      subscriptions: (await store.subscriptionsByClient({ id })).sort((a, b) => (a.topic < b.topic ? -1 : 1)),
      queue: queue.map(({ brokerId: _, brokerCounter: __, ...seen }) => readable(seen)),
    })
  }
  const matches: Record<string, unknown> = {}
  for (const topic of topics) {
    matches[topic] = (await store.subscriptionsByTopic(topic))
      .map(({ clientId, topic: filter }) => [clientId, filter])
      .sort()
  }
  const { dropped: _, ...stats } = store.stats
  const inOrder = (await wills(store)).sort((a, b) => ((a.clientId ?? '') < (b.clientId ?? '') ? -1 : 1))
  const willsSeen = inOrder.map(({ clientId, topic, payload, qos, properties }) =>
    readable({ clientId, topic, payload, qos, properties }),
  )
  return {
    sessions,
    matches,
    stats,
    retained: await retainedTexts(store, '#', '$SYS/#'),
    wills: willsSeen,
    counts: await store.countOffline(),
  }
}

/** Without what is only in one form or the other: bytes as text, and nothing for what is not there. */
function readable(packet: object): unknown {
  return JSON.parse(JSON.stringify(packet))
}
