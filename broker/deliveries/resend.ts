import { priorities } from '#contract/message.ts'
import type { TrackedDelivery, TrackedMessage } from './delivery.ts'

/** Most urgent first, then oldest first. */
export function byUrgency(a: TrackedDelivery, b: TrackedDelivery): number {
  const urgency = priorities.indexOf(b.message.priority) - priorities.indexOf(a.message.priority)
  return urgency !== 0 ? urgency : a.message.acceptedAt - b.message.acceptedAt
}

/**
 * A message as it is published to a display that was away: JSON with its id, so that the board knows a repeat,
 * and with what is left of its life, since boards may not know the time.
 */
export function resendPayload(message: TrackedMessage, now: number): Buffer {
  const { expiresAt: _, ...body } = message.body
  return Buffer.from(JSON.stringify({ ...body, id: message.id, ttlMs: Math.max(1, message.expiresAt - now) }))
}
