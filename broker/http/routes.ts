import type { Router } from 'express'
import type { Identities } from '../access/identities.ts'
import { auditRoutes } from '../audit/audit-routes.ts'
import { credentialsRoutes } from '../credentials/credentials-routes.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import { createDisplayView } from '../displays/display-view.ts'
import type { Displays } from '../displays/displays.ts'
import { displaysRoutes } from '../displays/displays-routes.ts'
import { waitUntilOffline } from '../displays/until-offline.ts'
import { tellOfDisplays } from '../events/display-events.ts'
import type { Events } from '../events/events.ts'
import { eventsRoutes } from '../events/events-routes.ts'
import type { Groups } from '../groups/groups.ts'
import { groupsRoutes } from '../groups/groups-routes.ts'
import type { History } from '../history/history.ts'
import { historyRoutes } from '../history/history-routes.ts'
import type { Messages } from '../messages/messages.ts'
import { messagesRoutes } from '../messages/messages-routes.ts'
import { unknownDisplay } from '../messages/recipients.ts'
import { createReportReader } from '../messages/report-reader.ts'
import { sentRoutes } from '../messages/sent-routes.ts'
import type { OpenAccess } from '../open-access.ts'
import type { Plans } from '../open-plans.ts'
import type { Pages } from '../pages/open-pages.ts'
import { pairingRoutes } from '../pairing/pairing-routes.ts'
import type { Publish } from '../publication.ts'
import type { LiveSettings } from '../settings/settings.ts'
import { settingsRoutes } from '../settings/settings-routes.ts'
import { tokensRoutes } from '../tokens/tokens-routes.ts'
import type { VirtualDisplays } from '../virtual-displays/virtual-displays.ts'
import { virtualDisplaysRoutes } from '../virtual-displays/virtual-displays-routes.ts'
import { createApi } from './api.ts'
import type { Repeats } from './repeats.ts'
import type { Streams } from './streams.ts'

/** What the API serves. */
export interface Capabilities {
  readonly displays: Displays
  readonly groups: Groups
  readonly deliveries: Deliveries
  readonly messages: Messages
  readonly pages: Pages
  readonly virtualDisplays: VirtualDisplays
  readonly identities: Identities
  readonly settings: LiveSettings
  readonly plans: Pick<Plans, 'routes' | 'quietUntil'>
  readonly history: History
  readonly mqtt: { readonly publish: Publish }
  readonly events: Events
  readonly streams: Streams
  readonly repeats: Repeats
  readonly guard: OpenAccess
}

/** The routes of every capability under `/api`. */
export function createRoutes(capabilities: Capabilities): Router {
  const { displays, groups, deliveries, messages, virtualDisplays, identities, settings, pages, plans, guard } =
    capabilities
  const { history, mqtt, events, streams, repeats } = capabilities
  const { keptDisplays, credentials, pairing, tokens } = identities
  const { saved } = keptDisplays
  const { gate, audit, accounts, access } = guard
  const { mayReach } = access.rights
  const reports = createReportReader({ deliveries, rights: access.rights })
  const view = createDisplayView({
    groupsOf: groups.groupsOf,
    waitingFor: deliveries.waitingFor,
    quietUntil: plans.quietUntil,
    isVirtual: virtualDisplays.has,
    credentials,
    mayReach,
  })
  tellOfDisplays({ events, displays, groups, view, mayReach })
  const handlers = {
    ...accounts.routes,
    ...auditRoutes(audit),
    ...historyRoutes(history),
    ...sentRoutes({ messages, deliveries, publish: mqtt.publish, mayReach, reportFor: reports.reportFor }),
    ...pages.withLiveValues(messagesRoutes({ messages, deliveries, mayReach })),
    ...pages.routes,
    ...displaysRoutes({
      displays,
      view,
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
    ...eventsRoutes({ events, reportFor: reports.reportFor }),
    ...plans.routes,
  }
  return createApi(handlers, { gate, audit, streams, repeats, answerOf: reports.answerOf })
}
