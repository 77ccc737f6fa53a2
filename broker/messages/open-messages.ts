import type { Clock } from '../clock.ts'
import { createDeliveries, type Deliveries } from '../deliveries/deliveries.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import { createHold, type Quiet } from '../deliveries/hold.ts'
import type { MessagesRepository } from '../deliveries/messages-repository.ts'
import { createReporter, type Reporter } from '../deliveries/reporter.ts'
import type { Displays } from '../displays/displays.ts'
import type { Joining } from '../groups/group-subscriptions.ts'
import type { Groups } from '../groups/groups.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { createRejections } from '../inbox/rejections.ts'
import type { Log } from '../log.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import { createMessages, type Messages } from './messages.ts'
import { followMessages } from './messages-topics.ts'

interface Options {
  readonly displays: Displays
  readonly groups: Groups
  readonly joining: Joining
  readonly inbox: Inbox
  readonly stores: { readonly messages: MessagesRepository }
  readonly reject: ReturnType<typeof createRejections>
  readonly mqtt: Pick<MqttServer, 'publish' | 'sendTo'>
  readonly quiet: Quiet
  readonly clock: Clock
  readonly log: Log
}

/** Messages and what becomes of them, whether they come over HTTP or over MQTT, with what was open before the start. */
export async function openMessages(options: Options): Promise<{
  readonly deliveries: Deliveries
  readonly messages: Messages
}> {
  const { displays, groups, joining, inbox, stores, reject, mqtt, quiet, clock, log } = options
  const { publish } = mqtt
  const listeners: ((message: TrackedMessage) => void)[] = []
  const reports = createReporter(publish)
  const reporter: Reporter = {
    ...reports,
    accepted(message) {
      reports.accepted(message)
      for (const listener of listeners) listener(message)
    },
  }
  const repository = stores.messages
  const hold = createHold({ quiet, displays, mqtt })
  const deliveries = createDeliveries({ clock, publish, hold, log, reporter, repository, findDisplay: displays.get })
  await deliveries.load()
  const onAccepted: Messages['onAccepted'] = (listener) => void listeners.push(listener)
  const messages = createMessages({ displays, groups, joining, deliveries, publish, onAccepted })
  followMessages({ inbox, displays, groups, joining, deliveries, reject })
  return { deliveries, messages }
}
