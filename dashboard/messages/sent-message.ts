import type { Delivery, DeliveryState } from '#contract/delivery.ts'
import type { HubEvent, Recipients } from '../hub/worker-messages.ts'

/** A message that was sent from this browser, and what has become of it. */
export interface SentMessage {
  readonly id: string
  readonly text: string
  readonly to: Recipients
  readonly sentAt: number
  /** `waiting` for the hub, `sending`, `accepted` by it, or `complete`: nothing will change any more. */
  readonly progress: 'waiting' | 'sending' | 'accepted' | 'complete'
  readonly expiresAt?: number
  /** What is known per display. */
  readonly deliveries: Readonly<Record<string, Delivery>>
  readonly counts?: Readonly<Record<DeliveryState, number>>
  /** Why nothing more will come of the message as a whole. */
  readonly problem?: string
}

/** The message after an event that may be about it. Answers the same object if it is not. */
export function messageAfter(message: SentMessage, event: HubEvent): SentMessage {
  switch (event.type) {
    case 'progress':
      return event.messageId !== message.id || message.progress === 'complete'
        ? message
        : { ...message, progress: laterProgress(message, event.progress) }
    case 'refused':
      return event.messageId === message.id
        ? { ...message, problem: `Refused: ${event.reason}`, progress: 'complete' }
        : message
    case 'lost':
      return event.messageId === message.id
        ? { ...message, problem: 'The hub has lost track of it', progress: 'complete' }
        : message
    case 'report':
      return event.report.id === message.id ? reported(message, event.report) : message
    default:
      return message
  }
}

/** A report may be here before the hub's answer to the publish; then that answer is no news. */
function laterProgress(message: SentMessage, progress: 'waiting' | 'sending' | 'accepted'): SentMessage['progress'] {
  return message.counts === undefined ? progress : 'accepted'
}

/** A report may hold only the displays that changed, so it is merged into what is known. */
function reported(message: SentMessage, report: Extract<HubEvent, { type: 'report' }>['report']): SentMessage {
  const deliveries = { ...message.deliveries, ...report.displays }
  return {
    ...message,
    deliveries,
    counts: report.counts,
    expiresAt: Date.parse(report.expiresAt),
    progress: report.complete ? 'complete' : 'accepted',
  }
}

/** The displays a message is for, as far as they are known: from its reports, or before them those that it names. */
export function recipientIds({ to, deliveries, counts }: SentMessage): readonly string[] {
  if (counts !== undefined || to === 'all') return Object.keys(deliveries).sort()
  return to.filter((selector) => /^(?!all$)[a-z0-9_-]+$/.test(selector))
}

/** How many displays a message is for, as far as that is known. */
export function recipientCount(message: SentMessage): number {
  const { counts } = message
  return counts === undefined
    ? recipientIds(message).length
    : Object.values(counts).reduce((total, count) => total + count, 0)
}
