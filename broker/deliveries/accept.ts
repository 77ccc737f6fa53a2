import { messageDefaults } from '#contract/bounds.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import type { MessagePayload } from '#contract/payload.ts'
import { noCounts, type TrackedMessage } from './delivery.ts'
import { newMessageId } from './message-id.ts'

/** A valid message on its way to some displays. */
export interface Dispatch {
  readonly topic: string
  /** Whom it is for, as selectors. */
  readonly to: readonly string[]
  readonly sender: string
  /** Its id, unless it has one of its own. */
  readonly messageId?: string | undefined
  readonly payload: Uint8Array
  readonly content: Exclude<MessagePayload, { form: 'empty' }>
  readonly displays: readonly DisplayId[]
  /** Those among them that are online and do not get what is published to the topic, yet. */
  readonly unreached?: ReadonlySet<DisplayId> | undefined
}

export function bodyOf({ content }: Pick<Dispatch, 'content'>): Message {
  return content.form === 'json' ? content.message : { text: content.text }
}

/** Whether this is the message again that is known by the same id. */
export function isRepeat(known: TrackedMessage, { sender }: Dispatch, body: Message): boolean {
  return known.sender === sender && JSON.stringify(known.body) === JSON.stringify(body)
}

/** A message as it is followed from `acceptedAt` (ms since 1970) on, without displays yet. */
export function accepted(
  { topic, to, sender, messageId, payload, content }: Dispatch,
  body: Message,
  acceptedAt: number,
): TrackedMessage {
  return {
    id: body.id ?? messageId ?? newMessageId(),
    topic,
    to,
    sender,
    body,
    acceptedAt,
    expiresAt:
      body.expiresAt === undefined ? acceptedAt + (body.ttlMs ?? messageDefaults.ttlMs) : Date.parse(body.expiresAt),
    ackId: body.id ?? `~${fnv1a32Hex(payload)}`,
    isPlainText: content.form === 'text',
    payloadBytes: payload.length,
    priority: body.priority ?? messageDefaults.priority,
    completedAt: undefined,
    deliveries: new Map(),
    counts: noCounts(),
  }
}
