import { type DisplayId, isDisplayId } from '#contract/ids.ts'
import { payloadParsers } from '#contract/payload.ts'
import { displayTopicFilter } from '#contract/topics.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'

const none: ReadonlySet<string> = new Set()

/** Which displays may send messages to which others, as their settings say. */
export interface Peers {
  of(display: string): ReadonlySet<string>
  set(display: string, peers: readonly DisplayId[] | undefined): void
}

export function createPeers(): Peers {
  const peersOf = new Map<string, ReadonlySet<string>>()
  return {
    of: (display) => peersOf.get(display) ?? none,
    set(display, peers = []) {
      if (peers.length === 0) peersOf.delete(display)
      else peersOf.set(display, new Set(peers))
    },
  }
}

/** Reads the settings that are retained, and keeps in step with them from now on. */
export async function followPeers({
  peers,
  inbox,
  mqtt,
}: {
  peers: Peers
  inbox: Inbox
  mqtt: Pick<MqttServer, 'retained'>
}): Promise<void> {
  for (const { topic, payload } of await mqtt.retained(displayTopicFilter('config'))) {
    const id = topic.split('/')[1] ?? ''
    const settings = payloadParsers.config(payload)
    if (isDisplayId(id) && settings.ok) peers.set(id, settings.value.peers)
  }
  inbox.on('config', ({ topic, value }) => {
    if (topic.target.kind === 'display') peers.set(topic.target.id, value?.peers)
  })
}
