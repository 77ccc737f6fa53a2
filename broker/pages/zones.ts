import { type DisplayId, isDisplayId } from '#contract/ids.ts'
import { payloadParsers } from '#contract/payload.ts'
import { displayTopicFilter, type Target } from '#contract/topics.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import { isZone } from './live/dates.ts'

/** The time zones in which texts are made for displays. */
export interface Zones {
  /** That of the settings of a display; otherwise, and for several, that of the hub. */
  of(target: Target | undefined): string
}

/** Reads the settings that are retained, and keeps in step with them from now on. A name that is no time zone counts as none. */
export async function followZones({
  inbox,
  mqtt,
}: {
  inbox: Inbox
  mqtt: Pick<MqttServer, 'retained'>
}): Promise<Zones> {
  const ofHub = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = new Map<string, string>()

  function set(id: DisplayId, zone: string | undefined): void {
    if (zone !== undefined && isZone(zone)) zones.set(id, zone)
    else zones.delete(id)
  }

  for (const { topic, payload } of await mqtt.retained(displayTopicFilter('config'))) {
    const id = topic.split('/')[1] ?? ''
    const settings = payloadParsers.config(payload)
    if (isDisplayId(id) && settings.ok) set(id, settings.value.timeZone)
  }
  inbox.on('config', ({ topic, value }) => {
    if (topic.target.kind === 'display') set(topic.target.id, value?.timeZone)
  })
  return { of: (target) => (target?.kind === 'display' ? zones.get(target.id) : undefined) ?? ofHub }
}
