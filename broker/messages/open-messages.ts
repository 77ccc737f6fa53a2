import type { Clock } from '../clock.ts'
import { createDeliveries, type Deliveries } from '../deliveries/deliveries.ts'
import { createHold, type Quiet } from '../deliveries/hold.ts'
import { createReporter } from '../deliveries/reporter.ts'
import type { Displays } from '../displays/displays.ts'
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
  readonly inbox: Inbox
  readonly reject: ReturnType<typeof createRejections>
  readonly mqtt: Pick<MqttServer, 'publish' | 'sendTo'>
  readonly quiet: Quiet
  readonly clock: Clock
  readonly log: Log
}

/** Messages and what becomes of them, whether they come over HTTP or over MQTT. */
export function openMessages({ displays, groups, inbox, reject, mqtt, quiet, clock, log }: Options): {
  readonly deliveries: Deliveries
  readonly messages: Messages
} {
  const { publish } = mqtt
  const reporter = createReporter(publish)
  const hold = createHold({ quiet, displays, mqtt })
  const deliveries = createDeliveries({ clock, publish, hold, log, reporter, findDisplay: displays.get })
  const messages = createMessages({ displays, groups, deliveries, publish })
  followMessages({ inbox, displays, groups, deliveries, reject })
  return { deliveries, messages }
}
