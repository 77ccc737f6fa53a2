import { type Answer, type DeliveryState, deliveryStates } from '#contract/delivery.ts'
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
  answer: Answer | undefined
  /** Dismissed while the board had it or was about to get it: it must not be sent again. */
  isTakenBack: boolean
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
  /** When the last display had an outcome. */
  completedAt: number | undefined
  readonly deliveries: Map<DisplayId, TrackedDelivery>
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
  const counts = {} as Record<DeliveryState, number>
  for (const state of deliveryStates) counts[state] = 0
  return counts
}
