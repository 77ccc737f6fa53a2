import { messageDefaults } from '#contract/bounds.ts'
import type { FinishedMessage, HistoryFilter, HistoryRepository, Position } from '../../history/history-repository.ts'
import { wordsIn } from '../../history/words.ts'
import type { MessagesInMemory } from './messages-in-memory.ts'

type Finished = ReturnType<MessagesInMemory['finished']>[number]

/** The history of what is in memory, read from end to end. */
export function createHistoryInMemory(messages: MessagesInMemory): HistoryRepository {
  return {
    async page(filter, { after, limit, order }) {
      const found = messages
        .finished()
        .filter((message) => fits(message, filter))
        .sort((a, b) => compare(placeOf(a), placeOf(b)))
      if (order === 'newest') found.reverse()
      const isBeyond = (message: Finished) =>
        after === undefined || (order === 'newest' ? -1 : 1) * compare(placeOf(message), after) > 0
      const rest = found.filter(isBeyond)
      const last = rest[limit - 1]
      return {
        messages: rest.slice(0, limit).map(withoutDeliveries),
        next: rest.length > limit && last !== undefined ? placeOf(last) : undefined,
      }
    },
    async deliveriesOf(ids, displays) {
      const known = new Map(messages.finished().map(({ id, deliveries }) => [id, deliveries]))
      const isWanted = (display: string) => displays === undefined || displays.includes(display)
      return new Map(ids.map((id) => [id, (known.get(id) ?? []).filter(({ display }) => isWanted(display))]))
    },
    async prune({ olderThan, keep, limit }) {
      const oldest = [...messages.finished()].sort((a, b) => compare(placeOf(a), placeOf(b)))
      const gone = oldest.filter(({ acceptedAt }, index) => acceptedAt < olderThan || index < oldest.length - keep)
      for (const { id } of gone.slice(0, limit)) messages.remove(id)
      return Math.min(gone.length, limit)
    },
  }
}

function withoutDeliveries(message: Finished): FinishedMessage {
  const {
    deliveries: _,
    recipients: _recipients,
    completedAt: _completedAt,
    idempotencyKey: _key,
    ...finished
  } = message
  return finished
}

function placeOf({ acceptedAt, id, seq }: Finished): Position {
  return { at: acceptedAt, id, seq }
}

function compare(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

function fits(message: Finished, filter: HistoryFilter): boolean {
  const { words, display, group, sender, priority, state, since, until } = filter
  const { body, deliveries } = message
  const own = wordsIn([body.text, body.title, body.from, message.sender].join('\n'))
  return (
    words.every((word) => own.some((each) => each.startsWith(word))) &&
    (display === undefined || deliveries.some((delivery) => delivery.display === display)) &&
    (group === undefined || message.to.includes(`group:${group}`)) &&
    (sender === undefined || message.sender === sender) &&
    (priority === undefined || (body.priority ?? messageDefaults.priority) === priority) &&
    (state === undefined || message.counts[state] > 0) &&
    (since === undefined || message.acceptedAt >= since) &&
    (until === undefined || message.acceptedAt < until)
  )
}
