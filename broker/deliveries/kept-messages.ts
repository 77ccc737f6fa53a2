import { messageDefaults } from '#contract/bounds.ts'
import type { DisplayId } from '#contract/ids.ts'
import { limits } from '../limits.ts'
import { noCounts, type TrackedDelivery, type TrackedMessage } from './delivery.ts'
import type { KeptAnswer, KeptDelivery, KeptMessage, KeptProgress, StoredMessage } from './messages-repository.ts'

/** A message as the database keeps it before anything has become of it. */
export function keptMessage(message: TrackedMessage, recipients: readonly DisplayId[]): KeptMessage {
  const { id, acceptedAt, topic, to, sender, isPlainText, ackId, payloadBytes, body, expiresAt } = message
  return {
    id,
    acceptedAt,
    topic,
    to,
    sender,
    isPlainText,
    ackId,
    payloadBytes,
    body,
    expiresAt,
    recipients,
    idempotencyKey: undefined,
  }
}

export function keptProgress(message: TrackedMessage): KeptProgress {
  const { id, completedAt, counts, deliveries } = message
  return {
    id,
    recipients: [...deliveries.keys()],
    completedAt,
    counts: { ...counts },
    answers: message.body.actions === undefined ? [] : answersOf(deliveries.values()),
  }
}

export function keptDelivery({ message, display, state, ms, reason, answer }: TrackedDelivery): KeptDelivery {
  return { messageId: message.id, acceptedAt: message.acceptedAt, display, state, ms, reason, answer }
}

function answersOf(deliveries: Iterable<TrackedDelivery>): KeptAnswer[] {
  const answers: KeptAnswer[] = []
  for (const { display, ms, answer } of deliveries) if (answer !== undefined) answers.push({ display, ms, ...answer })
  return answers.sort((a, b) => a.ms - b.ms).slice(0, limits.maxAnswersPerMessage)
}

/** A message as it is followed again; displays without an outcome wait for it. */
export function trackedMessage(stored: StoredMessage): TrackedMessage {
  const { recipients, deliveries: outcomes, idempotencyKey: _, ...kept } = stored
  const message: TrackedMessage = {
    ...kept,
    priority: stored.body.priority ?? messageDefaults.priority,
    deliveries: new Map(),
    counts: noCounts(),
  }
  const known = new Map(outcomes.map((outcome) => [outcome.display, outcome]))
  for (const display of recipients) add(message, display, known.get(display))
  return message
}

function add(message: TrackedMessage, display: DisplayId, outcome: KeptDelivery | undefined) {
  const { state, ms, reason, answer } = outcome ?? { state: 'queued', ms: 0, reason: undefined, answer: undefined }
  message.deliveries.set(display, { message, display, state, ms, reason, answer, isTakenBack: false })
  message.counts[state]++
}
