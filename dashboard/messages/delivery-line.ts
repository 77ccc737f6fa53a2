import type { Delivery } from '#contract/delivery.ts'
import { clockTime } from '../ui/clock-time.ts'
import { duration } from '../ui/duration.ts'
import { answerText } from './answer-text.ts'
import { reasonText } from './reason-text.ts'

export type Tone = 'good' | 'busy' | 'wait' | 'bad'

interface About {
  readonly delivery: Delivery | undefined
  /** When the message is too late. */
  readonly expiresAt?: number | undefined
  /** The hub does not have the message yet. */
  readonly isWaiting?: boolean
  readonly now: number
}

/** What is said about one delivery: a state in one word and, where it helps, the rest of the story. */
export function deliveryLine({ delivery, expiresAt, isWaiting = false, now }: About): {
  tone: Tone
  state: string
  detail: string
} {
  if (delivery === undefined) {
    return isWaiting
      ? { tone: 'wait', state: 'Waiting', detail: 'for the hub' }
      : { tone: 'busy', state: 'Sending', detail: '' }
  }
  const { state, reason, ms, answer } = delivery
  const after = ms === undefined ? '' : `after ${duration(ms)}`
  const because = [reasonText(reason), after].filter((part) => part !== '').join(', ')
  switch (state) {
    case 'queued': {
      const waits = reason === undefined ? 'waits until it is back' : reasonText(reason)
      return {
        tone: 'wait',
        state: 'Queued',
        detail: `${waits}${expiresAt === undefined ? '' : `, expires ${clockTime(expiresAt, now)}`}`,
      }
    }
    case 'sent':
      return { tone: 'busy', state: 'Sent', detail: 'not shown yet' }
    case 'shown':
      return { tone: 'good', state: 'Shown', detail: after }
    case 'dismissed':
      return answer === undefined
        ? { tone: 'good', state: 'Dismissed', detail: because }
        : { tone: 'good', state: 'Answered', detail: answerText(answer, ms) }
    case 'replaced':
      return { tone: 'wait', state: 'Replaced', detail: because }
    case 'expired':
      return { tone: 'bad', state: 'Expired', detail: because }
    case 'rejected':
      return { tone: 'bad', state: 'Rejected', detail: because }
  }
}
