import type { DeliveryState } from '#contract/delivery.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Message, Priority } from '#contract/message.ts'

/** One message on its way to one display. */
export interface TrackedDelivery {
  readonly message: TrackedMessage
  readonly display: DisplayId
  state: DeliveryState
  /** Since acceptance, ms. */
  ms: number
  reason: string | undefined
}

/** A message with its deliveries. */
export interface TrackedMessage {
  readonly id: string
  /** What boards acknowledge it by: its own id, or the hash of its payload. */
  readonly ackId: string
  readonly topic: string
  readonly to: readonly string[]
  readonly sender: string
  /** As it is published again to a display that was away. */
  readonly body: Message
  readonly isPlainText: boolean
  readonly payloadBytes: number
  readonly priority: Priority
  /** ms since 1970. */
  readonly acceptedAt: number
  readonly expiresAt: number
  readonly deliveries: Map<string, TrackedDelivery>
  readonly counts: Record<DeliveryState, number>
}

/** `queued` and `sent` are open; everything else is an outcome. */
export function isOpen(state: DeliveryState): boolean {
  return state === 'queued' || state === 'sent'
}

export function isComplete({ counts }: Pick<TrackedMessage, 'counts'>): boolean {
  return counts.queued === 0 && counts.sent === 0
}

export function noCounts(): Record<DeliveryState, number> {
  return { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 }
}
