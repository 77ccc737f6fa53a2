import type { Delivery, Report } from '#contract/delivery.ts'
import type { Target } from '#contract/topics.ts'
import { isoTime } from '../clock.ts'
import { isComplete, type TrackedDelivery, type TrackedMessage } from './delivery.ts'
import { withinReach } from './report-within.ts'

const maxExcerpt = 80

/** The report of a message. With `only`, the states of the other displays are left out and counted. */
export function reportOf(message: TrackedMessage, only?: ReadonlySet<TrackedDelivery>): Report {
  const displays = Object.create(null) as Record<string, Delivery>
  for (const delivery of only ?? message.deliveries.values()) displays[delivery.display] = deliveryView(delivery)
  const omitted = only === undefined ? 0 : message.deliveries.size - only.size
  return {
    id: message.id,
    topic: message.topic,
    to: [...message.to],
    sender: message.sender,
    text: excerpt(message.body.text),
    priority: message.priority,
    acceptedAt: isoTime(message.acceptedAt),
    expiresAt: isoTime(message.expiresAt),
    complete: isComplete(message),
    counts: { ...message.counts },
    displays,
    ...(omitted > 0 ? { omitted } : {}),
  }
}

/** The report as somebody with a limited reach may see it: what they do not reach is not there for them. */
export function reportWithin(message: TrackedMessage, reaches: (target: Target) => boolean): Report {
  return withinReach(reportOf(message), reaches)
}

function deliveryView({ state, ms, reason, answer }: TrackedDelivery): Delivery {
  return {
    state,
    ...(state === 'queued' ? {} : { ms }),
    ...(reason === undefined ? {} : { reason }),
    ...(answer === undefined ? {} : { answer }),
  }
}

function excerpt(text: string): string {
  const characters = [...text]
  return characters.length <= maxExcerpt ? text : `${characters.slice(0, maxExcerpt - 1).join('')}…`
}
