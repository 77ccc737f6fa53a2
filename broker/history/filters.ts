import type { DeliveryState } from '#contract/delivery.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Priority } from '#contract/message.ts'
import { isComplete, isOpen, type TrackedMessage } from '../deliveries/delivery.ts'
import type { HistoryFilter } from './history-repository.ts'
import { wordsIn } from './words.ts'

/** More words find hardly less, and each costs something. */
const maxWords = 10

/** What is looked for, among what is finished and what is not. */
export interface Wanted extends HistoryFilter {
  readonly isComplete: boolean | undefined
}

/** The filters of a request, whose values were checked already. */
export function wantedBy(query: Readonly<Record<string, string | undefined>>): Wanted {
  const { text, display, group, sender, priority, state, complete, since, until } = query
  return {
    words: [...new Set(wordsIn(text ?? ''))].slice(0, maxWords),
    display,
    group,
    sender,
    priority: priority as Priority | undefined,
    state: state as DeliveryState | undefined,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
    isComplete: complete === undefined ? undefined : complete === 'true',
  }
}

/** Whether finished messages can be meant at all. */
export function mayBeFinished({ isComplete: wanted, state }: Wanted): boolean {
  return wanted !== false && (state === undefined || !isOpen(state))
}

/** Whether an open message is meant. */
export function isWanted(message: TrackedMessage, wanted: Wanted): boolean {
  const { display, group, sender, priority, state, since, until } = wanted
  return (
    !isComplete(message) &&
    wanted.isComplete !== true &&
    (display === undefined || message.deliveries.has(display as DisplayId)) &&
    (group === undefined || message.to.includes(`group:${group}`)) &&
    (sender === undefined || message.sender === sender) &&
    (priority === undefined || message.priority === priority) &&
    (state === undefined || message.counts[state] > 0) &&
    (since === undefined || message.acceptedAt >= since) &&
    (until === undefined || message.acceptedAt < until) &&
    hasWords(message, wanted.words)
  )
}

function hasWords({ body, sender }: TrackedMessage, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const own = wordsIn([body.text, body.title, body.from, sender].join('\n'))
  return words.every((word) => own.some((each) => each.startsWith(word)))
}
