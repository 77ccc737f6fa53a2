import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import { selectorOf } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import type { Joining } from '../groups/group-subscriptions.ts'
import type { Groups } from '../groups/groups.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Publication } from '../publication.ts'
import { groupMembers, recipientsOf } from './recipients.ts'

interface Options {
  readonly inbox: Inbox
  readonly displays: Displays
  readonly groups: Groups
  readonly joining: Joining
  readonly deliveries: Deliveries
  readonly reject: (publication: Publication, error: ErrorBody) => void
}

/** Follows every message that any MQTT client publishes, and what boards answer. */
export function followMessages({ inbox, displays, groups, joining, deliveries, reject }: Options): void {
  /** Answers what an acknowledgement has to wait for. */
  function forRecipients(
    { target, members }: { target: Target; members?: readonly string[] | undefined },
    publication: Publication,
    action: (ids: readonly DisplayId[]) => void,
  ) {
    const found = recipientsOf(target, { displays, groups }, members)
    if (!found.ok) return void reject(publication, found.error)
    try {
      action(found.displays)
    } catch (error) {
      if (!(error instanceof MarqueeError)) throw error
      reject(publication, error.toBody())
      // It may succeed when it is sent again, so whoever waits for an acknowledgement has to.
      return error.code === 'unavailable' && publication.qos > 0 ? Promise.reject(error) : undefined
    }
    return publication.qos > 0 ? deliveries.recorded() : undefined
  }

  const dismissAll = (selector: string | undefined) => (ids: readonly DisplayId[]) => {
    for (const id of ids) deliveries.dismissWaiting(id, selector)
  }

  // Membership may change before a message is followed; whom it reached was settled when it was passed on.
  inbox.onWitnessed('message', ({ target }) => {
    const members = groupMembers(target, groups)
    const unreached = target.kind === 'group' ? joining.of(target.id) : undefined
    return ({ topic, value, publication }) => {
      if (value === undefined) return undefined
      return forRecipients({ target, members }, publication, (ids) => {
        if (value.form === 'empty') return ids.forEach(deliveries.clear)
        deliveries.track({
          topic: publication.topic,
          to: [selectorOf(topic.target)],
          sender: publication.sender,
          payload: publication.payload,
          content: value,
          displays: ids,
          unreached,
        })
      })
    }
  })
  inbox.on('dismiss', ({ topic, value, publication }) => {
    // An empty payload means what is on the glass; nothing that waits here is.
    if (value === undefined || value === '') return undefined
    return forRecipients(topic, publication, dismissAll(value))
  })
  inbox.on('command', ({ topic, value, publication }) => {
    return value === 'clear' ? forRecipients(topic, publication, dismissAll(undefined)) : undefined
  })
  inbox.on('ack', ({ topic, value }) => {
    if (topic.target.kind === 'display' && value !== undefined) deliveries.acknowledge(topic.target.id, value)
  })
  joining.onReached(deliveries.displayReached)
  displays.onOnline(({ id }) => deliveries.displayOnline(id))
  displays.onOffline(({ id }) => deliveries.displayOffline(id))
  displays.onForgotten(({ id }) => deliveries.displayForgotten(id))
}
