import { hubStatusTopic } from '#contract/topics.ts'
import { openIdentities } from './access/identities.ts'
import type { Config } from './config.ts'
import { createDisplays } from './displays/displays.ts'
import { createPeers } from './displays/peers.ts'
import { createEvents } from './events/events.ts'
import { withEvents } from './events/hub-events.ts'
import { subscribeMembers } from './groups/group-subscriptions.ts'
import { createGroups } from './groups/groups.ts'
import { openHistory } from './history/open-history.ts'
import { openWeb } from './http/open-web.ts'
import { createStreams, withStreams } from './http/streams.ts'
import { createInbox } from './inbox/inbox.ts'
import { createRejections } from './inbox/rejections.ts'
import { limits } from './limits.ts'
import { type Listening, listenInOrder } from './listening.ts'
import { openMessages } from './messages/open-messages.ts'
import { createGate } from './mqtt/inbound/gate.ts'
import { createMqttServer } from './mqtt/mqtt-server.ts'
import { createTraffic } from './mqtt/traffic.ts'
import { openAccess } from './open-access.ts'
import { openPlans } from './open-plans.ts'
import { openPages } from './pages/open-pages.ts'
import { createQuietDisplays } from './quiet-hours/quiet-displays.ts'
import { openSettings } from './settings/settings.ts'
import type { Surroundings } from './surroundings.ts'
import { createDrops, createTelemetry } from './telemetry/telemetry.ts'
import { openCertificateFiles } from './tls/certificate-files.ts'
import { createVirtualDisplays } from './virtual-displays/virtual-displays.ts'

/** One hub. `listen` rejects, with nothing left open, if a port is taken; `close` ends in the opposite order. */
export interface Hub {
  listen(): Promise<Listening>
  close(): Promise<void>
}

/** Everything that exists, in the order in which it depends on one another. */
export async function createHub(config: Config, { clock, log, stores }: Surroundings): Promise<Hub> {
  const certificate = config.tls && openCertificateFiles(config.tls, log)
  const [traffic, drops, peers] = [createTraffic(), createDrops(log), createPeers()]
  const groups = await createGroups({ repository: stores.groups, limit: limits.maxGroups })
  const facts = { groupsOf: groups.groupsOf, peersOf: peers.of, addressOf: (id: string) => deliveries.addressOf(id) }
  const later = { facts, identities: () => identities, httpPort: () => listening.httpPort() }
  const guard = await openAccess(config, { clock, log, stores }, later)
  const gate = createGate(() => ({ first: [identities, pages], last: inbox, refuse: reject }))
  const settings = await openSettings({ repository: stores.settings, defaults: limits, log })
  const quiet = createQuietDisplays((clientId) => displays.ofClient(clientId))
  const [events, streams] = [createEvents(), createStreams({ onOpened: guard.accounts.watch })]
  const broker = await createMqttServer({ ...guard, ...quiet, traffic, log, store: stores.mqtt, gate, settings })
  const remembered = (id: string) => deliveries.remembered(id)
  const mqtt = withEvents(withStreams(broker, streams), { ...guard.access, events, remembered })
  guard.accounts.follow(mqtt)
  const reject = createRejections({ ...mqtt, log, clock })
  const inbox = createInbox({ limit: limits.maxUnrecorded, onRefused: reject, drops })
  const displays = createDisplays({ clock, limit: limits.maxDisplays })
  const joining = subscribeMembers({ groups, displays, mqtt })
  const edge = { displays, groups, joining, peers, quiet, inbox, mqtt, stores, reject, clock, log }
  const identities = await openIdentities({ ...edge, ...guard })
  const { deliveries, messages } = await openMessages(edge)
  const known = { ...edge, deliveries, messages, identities }
  const pages = await openPages({ ...known, ...guard })
  const plans = await openPlans(config, { ...known, ...guard, pages })
  const history = openHistory({ ...known, ...guard.access, settings })
  const listening = listenInOrder({ config, mqtt, certificate, log, onReady: guard.accounts.announce })
  const virtualDisplays = createVirtualDisplays({ url: listening.localMqttUrl, log, isTaken: displays.has, ...guard })
  const telemetry = createTelemetry({ traffic, deliveries, displays, drops, stores })
  const served = { ...known, pages, virtualDisplays, settings, plans, history, events, streams, telemetry, guard }
  const web = openWeb({ ...served, config, certificate, isReady: listening.isReady })
  return {
    listen: () => listening.start(web.server),
    async close() {
      await virtualDisplays.close()
      mqtt.publish(hubStatusTopic, 'offline', { retain: true, qos: 1 })
      for (const part of [plans, pages, deliveries, history, web]) part.close()
      await listening.stop(web.server)
      for (const part of [certificate, identities, telemetry, guard]) part?.close()
    },
  }
}
