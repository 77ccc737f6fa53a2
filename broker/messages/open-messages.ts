import type { Rights } from '../access/rights.ts'
import type { Clock } from '../clock.ts'
import { createDeliveries, type Deliveries } from '../deliveries/deliveries.ts'
import type { MessagesRepository } from '../deliveries/messages-repository.ts'
import { createReporter } from '../deliveries/reporter.ts'
import type { Displays } from '../displays/displays.ts'
import type { Events } from '../events/events.ts'
import { alsoAsEvents } from '../events/report-events.ts'
import type { Groups } from '../groups/groups.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { createRejections } from '../inbox/rejections.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import { createMessages, type Messages } from './messages.ts'
import { followMessages } from './messages-topics.ts'

interface Options {
  readonly displays: Displays
  readonly groups: Groups
  readonly inbox: Inbox
  readonly stores: { readonly messages: MessagesRepository }
  readonly reject: ReturnType<typeof createRejections>
  readonly publish: Publish
  readonly events: Events
  readonly rights: Rights
  readonly clock: Clock
  readonly log: Log
}

/** Messages and what becomes of them, whether they come over HTTP or over MQTT, with what was open before the start. */
export async function openMessages(options: Options): Promise<{
  readonly deliveries: Deliveries
  readonly messages: Messages
}> {
  const { displays, groups, inbox, stores, reject, publish, events, rights, clock, log } = options
  const remembered = (id: string) => deliveries.remembered(id)
  const reporter = createReporter(alsoAsEvents(publish, { events, rights, remembered }))
  const repository = stores.messages
  const deliveries = createDeliveries({ clock, publish, log, reporter, repository, findDisplay: displays.get })
  await deliveries.load()
  const messages = createMessages({ displays, groups, deliveries, publish })
  followMessages({ inbox, displays, groups, deliveries, reject })
  return { deliveries, messages }
}
