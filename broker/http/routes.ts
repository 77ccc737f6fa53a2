import type { Router } from 'express'
import { auditRoutes } from '../audit/audit-routes.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import { displaysRoutes } from '../displays/displays-routes.ts'
import type { KeptDisplays } from '../displays/kept-displays.ts'
import type { Groups } from '../groups/groups.ts'
import { groupsRoutes } from '../groups/groups-routes.ts'
import type { Messages } from '../messages/messages.ts'
import { messagesRoutes } from '../messages/messages-routes.ts'
import { unknownDisplay } from '../messages/recipients.ts'
import type { OpenAccess } from '../open-access.ts'
import type { VirtualDisplays } from '../virtual-displays/virtual-displays.ts'
import { virtualDisplaysRoutes } from '../virtual-displays/virtual-displays-routes.ts'
import { createApi } from './api.ts'

interface Capabilities {
  readonly displays: Displays
  readonly keptDisplays: KeptDisplays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly messages: Messages
  readonly virtualDisplays: VirtualDisplays
  readonly guard: Pick<OpenAccess, 'access' | 'gate' | 'accounts' | 'audit'>
}

/** The routes of every capability under `/api`. */
export function createRoutes(capabilities: Capabilities): Router {
  const { displays, keptDisplays, groups, deliveries, messages, virtualDisplays, guard } = capabilities
  const { gate, audit, accounts, access } = guard
  const { mayReach, mayReceive } = access.rights
  const handlers = {
    ...accounts.routes,
    ...auditRoutes(audit),
    ...messagesRoutes({ messages, deliveries, mayReach, mayReceive }),
    ...displaysRoutes({
      displays,
      groupsOf: groups.groupsOf,
      waitingFor: deliveries.waitingFor,
      isVirtual: virtualDisplays.has,
      saved: keptDisplays.saved,
      unknown: (id) => unknownDisplay(id, displays),
      mayReach,
    }),
    ...groupsRoutes({ groups, mayReach }),
    ...virtualDisplaysRoutes({ virtualDisplays, forget: displays.forget }),
  }
  return createApi(handlers, { gate, audit })
}
