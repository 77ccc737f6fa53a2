import { MarqueeError } from '#contract/errors.ts'
import { type DisplayId, messageIdSchema } from '#contract/ids.ts'
import type { AddressedMessage, Message, TargetBody } from '#contract/message.ts'
import { parseMessagePayload } from '#contract/payload.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import { newMessageId } from '../deliveries/message-id.ts'
import type { Displays } from '../displays/displays.ts'
import type { Joining } from '../groups/group-subscriptions.ts'
import type { Groups } from '../groups/groups.ts'
import type { Publish } from '../publication.ts'
import type { By } from './by.ts'
import { type Selection, select, selectTarget } from './selection.ts'

/** Sending on behalf of HTTP and the command line. */
export interface Messages {
  /** Sends to one or many and answers the id of the message. Throws `unknown_display`, `unknown_group` or `conflict`. */
  send(message: AddressedMessage, by: By): string
  /** Sends to what was selected already. */
  sendSelected(selection: Selection, message: Message, sender: string): string
  /** Throws what `send` would throw now, and sends nothing. */
  check(message: AddressedMessage, by: By): void
  /** Sends the bytes of an MQTT payload as they are; answers `undefined` for an empty one, which clears. */
  sendPayload(target: Target, payload: Uint8Array, by: By): string | undefined
  /** Takes away by id or key, or what is on the glass now; answers from which displays. Throws like `send`. */
  dismiss(to: TargetBody, what: string | undefined, by: By): readonly DisplayId[]
  /** Tells each message that is new, also those over MQTT; a repeat is none. Listeners must not throw. */
  onAccepted(listener: (message: TrackedMessage) => void): void
}

interface Options {
  readonly displays: Displays
  readonly groups: Groups
  readonly joining: Joining
  readonly deliveries: Deliveries
  readonly publish: Publish
  readonly onAccepted: Messages['onAccepted']
}

interface Dispatch extends Selection {
  readonly payload: Uint8Array
  readonly sender: string
  readonly messageId?: string | undefined
}

export function createMessages({ displays, groups, joining, deliveries, publish, onAccepted }: Options): Messages {
  const registry = { displays, groups }

  function dispatch({ to, target, displays: ids, payload, sender, messageId }: Dispatch): string | undefined {
    const parsed = parseMessagePayload(payload)
    if (!parsed.ok) throw new MarqueeError(parsed.error)
    const topics = target === undefined ? ids.map(topicOf) : [displayTopic('message', target)]
    const content = parsed.value
    if (content.form === 'empty') {
      for (const id of ids) deliveries.clear(id)
      for (const topic of topics) publish(topic, payload, { qos: 1 })
      return undefined
    }
    const topic = topics[0] ?? displayTopic('message', { kind: 'all' })
    const unreached = target?.kind === 'group' ? joining.of(target.id) : undefined
    const { id } = deliveries.track({ topic, to, sender, messageId, payload, content, displays: ids, unreached })
    for (const each of topics) publish(each, payload, { qos: 1 })
    return id
  }

  function sendSelected(selection: Selection, body: Message, sender: string): string {
    const message: Message = { ...body, id: body.id ?? messageIdSchema.parse(newMessageId()) }
    dispatch({ ...selection, payload: Buffer.from(JSON.stringify(message)), sender })
    return message.id as string
  }

  return {
    send({ to, ...body }, by) {
      const id = by.messageId === undefined ? {} : { id: messageIdSchema.parse(by.messageId) }
      return sendSelected(select(to, by, registry), { ...id, ...body }, by.sender)
    },
    sendSelected,
    onAccepted,
    check({ to, ...body }, by) {
      select(to, by, registry)
      const parsed = parseMessagePayload(Buffer.from(JSON.stringify(body)))
      if (!parsed.ok) throw new MarqueeError(parsed.error)
    },
    sendPayload: (target, payload, by) => dispatch({ ...selectTarget(target, by, registry), payload, ...by }),
    dismiss(to, what, by) {
      const { target, displays: ids } = select(to, by, registry)
      // Nothing that waits is on the glass.
      if (what !== undefined) for (const id of ids) deliveries.dismissWaiting(id, what)
      const targets: readonly Target[] = target === undefined ? ids.map((id) => ({ kind: 'display', id })) : [target]
      for (const each of targets) publish(displayTopic('dismiss', each), what ?? '', { qos: 1 })
      return ids
    },
  }
}

function topicOf(id: DisplayId): string {
  return displayTopic('message', { kind: 'display', id })
}
