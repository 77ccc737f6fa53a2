import type { Rights } from '../access/rights.ts'
import type { Audit } from '../audit/audit.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import type { Handlers } from '../http/handler.ts'
import type { Inbox } from '../inbox/inbox.ts'
import { select } from '../messages/selection.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Surroundings } from '../surroundings.ts'
import { dimBacklights } from './dimming.ts'
import type { QuietDisplays } from './quiet-displays.ts'
import { createQuietHours, type QuietRules } from './quiet-hours.ts'
import { quietHoursRoutes } from './quiet-hours-routes.ts'

interface Options extends Surroundings {
  readonly quiet: QuietDisplays
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly inbox: Inbox
  readonly mqtt: MqttServer
  readonly audit: Audit
  readonly mayReach: Rights['mayReach']
}

/** Leaves displays in peace from now on; rejects if the rules cannot be read. */
export async function openQuietHours(options: Options): Promise<{ rules: QuietRules; routes: Handlers }> {
  const { quiet, displays, groups, deliveries, inbox, mqtt, audit, mayReach, stores, clock, log } = options
  const rules = await createQuietHours({
    repository: stores.quietHours,
    quiet,
    displays,
    groups,
    clock,
    settle: inbox.settle,
    rightsChanged: mqtt.rightsChanged,
    released: deliveries.released,
    check: ({ to }) => void select(to, { sender: 'hub' }, { displays, groups }),
  })
  await dimBacklights({ rules, displays, inbox, publish: mqtt.publish, repository: stores.settings, log })
  return { rules, routes: quietHoursRoutes({ rules, audit, mayReach }) }
}
