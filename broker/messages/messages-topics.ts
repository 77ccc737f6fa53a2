import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import { selectorOf } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Publication } from '../publication.ts'
import { recipientsOf } from './recipients.ts'

interface Options {
  readonly inbox: Inbox
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly reject: (publication: Publication, error: ErrorBody) => void
}

/** Follows every message that any MQTT client publishes, and what boards answer. */
export function followMessages({ inbox, displays, groups, deliveries, reject }: Options): void {
  function forRecipients(target: Target, publication: Publication, action: (ids: readonly DisplayId[]) => void) {
    const found = recipientsOf(target, { displays, groups })
    if (!found.ok) return reject(publication, found.error)
    try {
      action(found.displays)
    } catch (error) {
      if (!(error instanceof MarqueeError)) throw error
      reject(publication, error.toBody())
    }
  }

  const dismissAll = (selector: string | undefined) => (ids: readonly DisplayId[]) => {
    for (const id of ids) deliveries.dismissWaiting(id, selector)
  }

  inbox.on('message', ({ topic, value, publication }) => {
    if (value === undefined) return
    forRecipients(topic.target, publication, (ids) => {
      if (value.form === 'empty') return ids.forEach(deliveries.clear)
      deliveries.track({
        topic: publication.topic,
        to: [selectorOf(topic.target)],
        sender: publication.sender,
        payload: publication.payload,
        content: value,
        displays: ids,
      })
    })
  })
  inbox.on('dismiss', ({ topic, value, publication }) => {
    // An empty payload means what is on the glass; nothing that waits here is.
    if (value !== undefined && value !== '') forRecipients(topic.target, publication, dismissAll(value))
  })
  inbox.on('command', ({ topic, value, publication }) => {
    if (value === 'clear') forRecipients(topic.target, publication, dismissAll(undefined))
  })
  inbox.on('ack', ({ topic, value }) => {
    if (topic.target.kind === 'display' && value !== undefined) deliveries.acknowledge(topic.target.id, value)
  })
  displays.onOnline(({ id }) => deliveries.displayOnline(id))
  displays.onOffline(({ id }) => deliveries.displayOffline(id))
  displays.onForgotten(({ id }) => deliveries.displayForgotten(id))
}
