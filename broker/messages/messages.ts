import { MarqueeError } from '#contract/errors.ts'
import { type DisplayId, isDisplayId, messageIdSchema } from '#contract/ids.ts'
import type { AddressedMessage, Message } from '#contract/message.ts'
import { parseMessagePayload } from '#contract/payload.ts'
import { selectorOf, selectorsOf } from '#contract/selectors.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import { newMessageId } from '../deliveries/message-id.ts'
import type { Displays } from '../displays/displays.ts'
import type { Joining } from '../groups/group-subscriptions.ts'
import type { Groups } from '../groups/groups.ts'
import type { Publish } from '../publication.ts'
import { recipientsOf } from './recipients.ts'

/** On whose behalf a message is sent. */
export interface By {
  readonly sender: string
  /** Whether they may have to do with a target; `undefined` is with all. */
  readonly reaches?: ((target: Target) => boolean) | undefined
}

/** Sending on behalf of HTTP and the command line. */
export interface Messages {
  /** Sends to one or many and answers the id of the message. Throws `unknown_display`, `unknown_group` or `conflict`. */
  send(message: AddressedMessage, by: By): string
  /** Sends the bytes of an MQTT payload as they are; answers `undefined` for an empty one, which clears. */
  sendPayload(target: Target, payload: Uint8Array, by: By): string | undefined
}

interface Options {
  readonly displays: Displays
  readonly groups: Groups
  readonly joining: Joining
  readonly deliveries: Deliveries
  readonly publish: Publish
}

interface Dispatch {
  readonly to: readonly string[]
  readonly target: Target
  readonly ids: readonly DisplayId[]
  readonly payload: Uint8Array
  readonly sender: string
}

export function createMessages({ displays, groups, joining, deliveries, publish }: Options): Messages {
  function recipients(target: Target, { reaches }: By, field?: string): readonly DisplayId[] {
    const isHidden = reaches !== undefined && !(reaches(target) && exists(target))
    const found = isHidden
      ? ({ ok: false, error: outOfReach(target) } as const)
      : recipientsOf(target, { displays, groups })
    if (found.ok) return found.displays
    throw new MarqueeError({ ...found.error, ...(field === undefined ? {} : { field }) })
  }

  function exists(target: Target): boolean {
    if (target.kind === 'all') return true
    return target.kind === 'group' ? groups.has(target.id) : displays.get(target.id) !== undefined
  }

  function dispatch({ to, target, ids, payload, sender }: Dispatch): string | undefined {
    const parsed = parseMessagePayload(payload)
    if (!parsed.ok) throw new MarqueeError(parsed.error)
    const topic = displayTopic('message', target)
    const content = parsed.value
    if (content.form === 'empty') {
      for (const id of ids) deliveries.dismissWaiting(id, undefined)
      publish(topic, payload, { qos: 1 })
      return undefined
    }
    const unreached = target.kind === 'group' ? joining.of(target.id) : undefined
    const { id } = deliveries.track({ topic, to, sender, payload, content, displays: ids, unreached })
    publish(topic, payload, { qos: 1 })
    return id
  }

  return {
    send({ to, ...body }, by) {
      const targets = targetsOf(to).map(({ target, field }) => ({ target, ids: recipients(target, by, field) }))
      const message: Message = { ...body, id: body.id ?? messageIdSchema.parse(newMessageId()) }
      const payload = Buffer.from(JSON.stringify(message))
      for (const { target, ids } of targets) dispatch({ to: selectorsOf(to), target, ids, payload, sender: by.sender })
      return message.id as string
    },
    sendPayload: (target, payload, by) =>
      dispatch({ to: [selectorOf(target)], target, ids: recipients(target, by), payload, sender: by.sender }),
  }
}

function targetsOf(to: AddressedMessage['to']): { target: Target; field: string }[] {
  if (to === 'all') return [{ target: { kind: 'all' }, field: 'to' }]
  if (!Array.isArray(to)) return [{ target: { kind: 'group', id: to.group }, field: 'to.group' }]
  return [...new Set(to)].map((id, index) => {
    const field = `to[${index}]`
    if (isDisplayId(id)) return { target: { kind: 'display', id }, field }
    throw new MarqueeError({ code: 'unknown_display', field, message: `"${id}" cannot be the id of a display` })
  })
}
