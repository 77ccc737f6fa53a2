import type { DisplayId } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Log } from '../log.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Displays } from './displays.ts'
import type { DisplaysRepository } from './displays-repository.ts'
import { followDisplays } from './displays-topics.ts'
import { type KeptDisplays, keepDisplays } from './kept-displays.ts'
import { followPeers, type Peers } from './peers.ts'
import { reconcileRetained } from './retained-displays.ts'

interface Options {
  readonly displays: Displays
  readonly peers: Peers
  readonly mqtt: MqttServer
  readonly inbox: Inbox
  readonly repository: DisplaysRepository
  readonly hasCredentials: (id: DisplayId) => boolean
  readonly clock: Clock
  readonly log: Log
}

/** Fills the registry with what was known before the start, and keeps it in step with what displays say from now on. */
export async function openDisplays({
  displays,
  peers,
  mqtt,
  inbox,
  repository,
  hasCredentials,
  clock,
  log,
}: Options): Promise<KeptDisplays> {
  const kept = await keepDisplays({ displays, repository, clock, hasCredentials })
  await reconcileRetained({ displays, mqtt })
  followDisplays({ displays, inbox, publish: mqtt.publish, onClientGone: mqtt.onDisconnect, log })
  await followPeers({ peers, inbox, mqtt })
  return kept
}
