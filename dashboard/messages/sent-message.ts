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
      return event.messageId === message.id ? refused(message, event.displayId, event.reason) : message
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

function refused(message: SentMessage, displayId: string | undefined, reason: string): SentMessage {
  if (displayId === undefined) return { ...message, problem: `Refused: ${reason}`, progress: 'complete' }
  const deliveries = { ...message.deliveries, [displayId]: { state: 'rejected' as const, reason } }
  return { ...message, deliveries, progress: isComplete(message.to, deliveries) ? 'complete' : message.progress }
}

/** A report may hold only the displays that changed, so it is merged into what is known. */
function reported(message: SentMessage, report: Extract<HubEvent, { type: 'report' }>['report']): SentMessage {
  const deliveries = { ...message.deliveries, ...report.displays }
  const complete = report.complete && (message.to === 'all' || isComplete(message.to, deliveries))
  return {
    ...message,
    deliveries,
    counts: report.counts,
    expiresAt: Date.parse(report.expiresAt),
    progress: complete ? 'complete' : 'accepted',
  }
}

function isComplete(to: Recipients, deliveries: SentMessage['deliveries']): boolean {
  return (
    to !== 'all' &&
    to.every((id) => {
      const state = deliveries[id]?.state
      return state !== undefined && state !== 'queued' && state !== 'sent'
    })
  )
}

/** The displays a message is for, as far as they are known. */
export function recipientIds({ to, deliveries }: SentMessage): readonly string[] {
  return to === 'all' ? Object.keys(deliveries).sort() : to
}
