import type { Clock } from '../clock.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Log } from '../log.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Snapshot } from '../storage/snapshot.ts'
import type { Displays } from './displays.ts'
import { followDisplays } from './displays-topics.ts'
import { type KeptDisplays, keepDisplays } from './kept-displays.ts'
import { reconcileRetained } from './retained-displays.ts'

interface Options {
  readonly displays: Displays
  readonly mqtt: MqttServer
  readonly inbox: Inbox
  readonly snapshot: Snapshot<KeptDisplays>
  readonly clock: Clock
  readonly log: Log
}

/** Fills the registry with what was known before the start, and keeps it in step with what displays say from now on. */
export async function openDisplays({ displays, mqtt, inbox, snapshot, clock, log }: Options) {
  const kept = await keepDisplays({ displays, snapshot, clock, log })
  await reconcileRetained({ displays, mqtt })
  followDisplays({ displays, inbox, publish: mqtt.publish, onClientGone: mqtt.onDisconnect, log })
  return kept
}
