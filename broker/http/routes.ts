import type { Router } from 'express'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import { displaysRoutes } from '../displays/displays-routes.ts'
import type { Groups } from '../groups/groups.ts'
import { groupsRoutes } from '../groups/groups-routes.ts'
import type { Messages } from '../messages/messages.ts'
import { messagesRoutes } from '../messages/messages-routes.ts'
import { unknownDisplay } from '../messages/recipients.ts'
import type { VirtualDisplays } from '../virtual-displays/virtual-displays.ts'
import { virtualDisplaysRoutes } from '../virtual-displays/virtual-displays-routes.ts'
import { createApi } from './api.ts'

interface Capabilities {
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly messages: Messages
  readonly virtualDisplays: VirtualDisplays
}

/** The routes of every capability under `/api`. */
export function createRoutes({ displays, groups, deliveries, messages, virtualDisplays }: Capabilities): Router {
  return createApi({
    ...messagesRoutes({ messages, deliveries }),
    ...displaysRoutes({
      displays,
      groupsOf: groups.groupsOf,
      waitingFor: deliveries.waitingFor,
      isVirtual: virtualDisplays.has,
      unknown: (id) => unknownDisplay(id, displays),
    }),
    ...groupsRoutes(groups),
    ...virtualDisplaysRoutes({ virtualDisplays, forget: displays.forget }),
  })
}
