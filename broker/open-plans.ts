import type { Identities } from './access/identities.ts'
import type { Config } from './config.ts'
import type { Deliveries } from './deliveries/deliveries.ts'
import type { Displays } from './displays/displays.ts'
import type { Groups } from './groups/groups.ts'
import type { Handlers } from './http/handler.ts'
import type { Inbox } from './inbox/inbox.ts'
import { limits } from './limits.ts'
import { byOf } from './messages/by.ts'
import type { Messages } from './messages/messages.ts'
import type { MqttServer } from './mqtt/mqtt-server.ts'
import type { OpenAccess } from './open-access.ts'
import type { Pages } from './pages/open-pages.ts'
import { openQuietHours } from './quiet-hours/open-quiet-hours.ts'
import type { QuietDisplays } from './quiet-hours/quiet-displays.ts'
import type { QuietRules } from './quiet-hours/quiet-hours.ts'
import { followPeople } from './room/people.ts'
import { createRoom } from './room/room.ts'
import { roomRoutes } from './room/room-routes.ts'
import { createOwners } from './schedules/owners.ts'
import { createSchedules } from './schedules/schedules.ts'
import { schedulesRoutes } from './schedules/schedules-routes.ts'
import type { Surroundings } from './surroundings.ts'

interface Options extends Surroundings, Pick<OpenAccess, 'access' | 'accounts' | 'audit'> {
  readonly quiet: QuietDisplays
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly inbox: Inbox
  readonly mqtt: MqttServer
  readonly identities: Pick<Identities, 'tokens'>
  readonly messages: Messages
  readonly pages: Pick<Pages, 'liveMessages'>
}

/** What the hub does with messages at its own time. */
export interface Plans {
  readonly routes: Handlers
  readonly quietUntil: QuietRules['quietUntil']
  close(): void
}

/** Loads what is planned; rejects if it cannot be read. */
export async function openPlans(config: Config, options: Options): Promise<Plans> {
  const { stores, access, accounts, audit, identities, deliveries, messages, pages, clock, log } = options
  const { mayReach, mayReceive } = access.rights
  const standingOf = createOwners({ ...config, user: accounts.principal, token: identities.tokens.principal })
  const schedules = await createSchedules({
    repository: stores.schedules,
    clock,
    log,
    standingOf,
    async send(message, principal) {
      const live = await pages.liveMessages.renderBody(message, (topic) => mayReceive(principal, topic))
      const id = messages.send(live, byOf(principal, mayReach))
      // What the database does not take yet it takes later; the message is on its way.
      await deliveries.recorded(limits.maxDatabaseWaitMs).catch(() => undefined)
      return id
    },
    check(message, principal) {
      pages.liveMessages.check(message, (topic) => mayReceive(principal, topic))
      messages.check(message, byOf(principal, mayReach))
    },
  })
  const { rules, routes } = await openQuietHours({ ...options, mayReach })
  const { groups, displays, mqtt } = options
  const { publish } = mqtt
  const people = followPeople({ connections: mqtt, publish, clock })
  const room = createRoom({ history: stores.room, messages, groups, displays, publish, clock, log })
  return {
    routes: {
      ...schedulesRoutes({ schedules, clock, audit, mayReach }),
      ...routes,
      ...roomRoutes({ room, people, groups, mayReach, recorded: deliveries.recorded }),
    },
    quietUntil: rules.quietUntil,
    close() {
      schedules.close()
      rules.close()
      people.close()
      room.close()
    },
  }
}
