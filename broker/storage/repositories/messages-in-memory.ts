import type {
  KeptDelivery,
  KeptMessage,
  KeptProgress,
  MessagesRepository,
  StoredMessage,
} from '../../deliveries/messages-repository.ts'

interface Entry {
  message: KeptMessage
  progress: KeptProgress | undefined
  readonly deliveries: Map<string, KeptDelivery>
  readonly seq: number
}

export interface MessagesInMemory extends MessagesRepository {
  /** What is complete, in the order of acceptance, each with its number. */
  finished(): readonly (StoredMessage & Pick<KeptProgress, 'counts' | 'answers'> & { readonly seq: number })[]
  remove(id: string): void
}

/** Messages and their deliveries, for as long as the process lives. */
export function createMessagesInMemory(): MessagesInMemory {
  const entries = new Map<string, Entry>()
  let count = 0

  function stored({ message, progress, deliveries }: Entry): StoredMessage {
    return structuredClone({
      ...message,
      recipients: progress?.recipients ?? message.recipients,
      completedAt: progress?.completedAt,
      deliveries: [...deliveries.values()].sort((a, b) => (a.display < b.display ? -1 : 1)),
    })
  }

  return {
    async load(finished) {
      const all = [...entries.values()].map(stored)
      const complete = all.filter(({ completedAt }) => completedAt !== undefined)
      const recent = new Set(finished === 0 ? [] : complete.slice(-finished))
      return all.filter((message) => message.completedAt === undefined || recent.has(message))
    },
    async find(id) {
      const entry = entries.get(id)
      return entry === undefined ? undefined : stored(entry)
    },
    async findAcknowledged(display, ackId) {
      const shown = [...entries.values()].filter(
        ({ message, deliveries }) =>
          (message.id === ackId || message.ackId === ackId) && deliveries.get(display)?.state === 'shown',
      )
      const newest = shown.at(-1)
      return newest === undefined ? undefined : stored(newest)
    },
    add(message) {
      entries.delete(message.id)
      entries.set(message.id, {
        message: structuredClone(message),
        progress: undefined,
        deliveries: new Map(),
        seq: ++count,
      })
    },
    progress(progress) {
      const entry = entries.get(progress.id)
      if (entry !== undefined) entry.progress = structuredClone(progress)
    },
    outcome(delivery) {
      const entry = entries.get(delivery.messageId)
      if (entry?.message.acceptedAt === delivery.acceptedAt)
        entry.deliveries.set(delivery.display, structuredClone(delivery))
    },
    finished: () =>
      [...entries.values()].flatMap((entry) => {
        const { progress, seq } = entry
        if (progress?.completedAt === undefined) return []
        const { counts, answers } = structuredClone(progress)
        return [{ ...stored(entry), counts, answers, seq }]
      }),
    remove: (id) => void entries.delete(id),
    isFull: false,
    saved: async () => {},
  }
}
