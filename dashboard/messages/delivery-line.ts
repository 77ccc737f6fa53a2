import type { Delivery } from '#contract/delivery.ts'
import { clockTime } from '../ui/clock-time.ts'
import { duration } from '../ui/duration.ts'
import type { SentMessage } from './sent-message.ts'

export type Tone = 'good' | 'busy' | 'wait' | 'bad'

/** What is said about one delivery: a state in one word and, where it helps, the rest of the story. */
export function deliveryLine(
  message: SentMessage,
  delivery: Delivery | undefined,
  now: number,
): { tone: Tone; state: string; detail: string } {
  if (delivery === undefined) {
    return message.progress === 'waiting'
      ? { tone: 'wait', state: 'Waiting', detail: 'for the hub' }
      : { tone: 'busy', state: 'Sending', detail: '' }
  }
  const because = delivery.reason === undefined ? '' : delivery.reason
  switch (delivery.state) {
    case 'queued':
      return {
        tone: 'wait',
        state: 'Queued',
        detail: `waits until it is back${message.expiresAt === undefined ? '' : `, expires ${clockTime(message.expiresAt, now)}`}`,
      }
    case 'sent':
      return { tone: 'busy', state: 'Sent', detail: 'not shown yet' }
    case 'shown':
      return { tone: 'good', state: 'Shown', detail: delivery.ms === undefined ? '' : duration(delivery.ms) }
    case 'dismissed':
      return { tone: 'good', state: 'Dismissed', detail: because }
    case 'replaced':
      return { tone: 'wait', state: 'Replaced', detail: because }
    case 'expired':
      return { tone: 'bad', state: 'Expired', detail: because }
    case 'rejected':
      return { tone: 'bad', state: 'Rejected', detail: because }
  }
}
