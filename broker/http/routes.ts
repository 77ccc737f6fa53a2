import type { Router } from 'express'
import type { Identities } from '../access/identities.ts'
import { auditRoutes } from '../audit/audit-routes.ts'
import { credentialsRoutes } from '../credentials/credentials-routes.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import { displaysRoutes } from '../displays/displays-routes.ts'
import { waitUntilOffline } from '../displays/until-offline.ts'
import type { Groups } from '../groups/groups.ts'
import { groupsRoutes } from '../groups/groups-routes.ts'
import type { Messages } from '../messages/messages.ts'
import { messagesRoutes } from '../messages/messages-routes.ts'
import { unknownDisplay } from '../messages/recipients.ts'
import type { OpenAccess } from '../open-access.ts'
import type { Plans } from '../open-plans.ts'
import type { Pages } from '../pages/open-pages.ts'
import { pairingRoutes } from '../pairing/pairing-routes.ts'
import type { LiveSettings } from '../settings/settings.ts'
import { settingsRoutes } from '../settings/settings-routes.ts'
import { tokensRoutes } from '../tokens/tokens-routes.ts'
import type { VirtualDisplays } from '../virtual-displays/virtual-displays.ts'
import { virtualDisplaysRoutes } from '../virtual-displays/virtual-displays-routes.ts'
import { createApi } from './api.ts'

interface Capabilities {
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly messages: Messages
  readonly pages: Pages
  readonly virtualDisplays: VirtualDisplays
  readonly identities: Identities
  readonly settings: LiveSettings
  readonly plans: Pick<Plans, 'routes' | 'quietUntil'>
  readonly guard: Pick<OpenAccess, 'access' | 'gate' | 'accounts' | 'audit'>
}

/** The routes of every capability under `/api`. */
export function createRoutes(capabilities: Capabilities): Router {
  const { displays, groups, deliveries, messages, virtualDisplays, identities, settings, pages, plans, guard } =
    capabilities
  const { keptDisplays, credentials, pairing, tokens } = identities
  const { saved } = keptDisplays
  const { gate, audit, accounts, access } = guard
  const { mayReach, mayReceive } = access.rights
  const handlers = {
    ...accounts.routes,
    ...auditRoutes(audit),
    ...pages.withLiveValues(messagesRoutes({ messages, deliveries, mayReach, mayReceive })),
    ...pages.routes,
    ...displaysRoutes({
      displays,
      groupsOf: groups.groupsOf,
      waitingFor: deliveries.waitingFor,
      quietUntil: plans.quietUntil,
      isVirtual: virtualDisplays.has,
      saved,
      credentials,
      untilOffline: waitUntilOffline(displays),
      unknown: (id) => unknownDisplay(id, displays),
      mayReach,
    }),
    ...groupsRoutes({ groups, mayReach }),
    ...virtualDisplaysRoutes({ virtualDisplays, forget: displays.forget }),
    ...pairingRoutes({ pairing, audit, saved }),
    ...credentialsRoutes({ identities, displays, audit }),
    ...tokensRoutes({ tokens, audit }),
    ...settingsRoutes(settings),
    ...plans.routes,
  }
  return createApi(handlers, { gate, audit })
}
