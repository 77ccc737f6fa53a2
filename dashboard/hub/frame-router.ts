import type { Report } from '#contract/delivery.ts'
import { payloadParsers } from '#contract/payload.ts'
import { parseTopic } from '#contract/topics.ts'
import type { HubEvent } from './worker-messages.ts'

interface Receivers {
  readonly tell: (event: HubEvent) => void
  readonly screen: (displayId: string, payload: Uint8Array) => void
  readonly report: (report: Report) => void
}

/** Takes an MQTT publish apart and hands it to whoever it is for. What does not parse is left out. */
export function routeFrame(topic: string, payload: Uint8Array, receivers: Receivers): void {
  const parsed = parseTopic(topic)
  if (parsed === undefined || parsed.kind === 'hubStatus') return
  if (parsed.kind === 'deliveries') {
    const report = payloadParsers.deliveries(payload)
    if (report.ok) receivers.report(report.value)
    return
  }
  if (parsed.kind === 'roomMessage' || parsed.kind === 'roomPeople') routeRoomFrame(parsed.kind, payload, receivers)
  if ('target' in parsed && parsed.target.kind === 'display')
    routeDisplayFrame(parsed.kind, parsed.target.id, payload, receivers)
}

function routeRoomFrame(kind: 'roomMessage' | 'roomPeople', payload: Uint8Array, { tell }: Receivers): void {
  if (kind === 'roomMessage') {
    const message = payloadParsers.roomMessage(payload)
    if (message.ok) tell({ type: 'roomMessage', message: message.value })
    return
  }
  const people = payloadParsers.roomPeople(payload)
  if (people.ok) tell({ type: 'roomPeople', people: people.value.people })
}

/** An empty retained payload means that the hub has forgotten the display. */
function routeDisplayFrame(kind: string, id: string, payload: Uint8Array, { tell, screen }: Receivers): void {
  const at = Date.now()
  if (kind === 'status' && payload.length === 0) tell({ type: 'gone', id, at })
  else if (payload.length === 0) return
  else if (kind === 'screen') screen(id, payload)
  else if (kind === 'status') {
    const presence = payloadParsers.status(payload)
    if (presence.ok) tell({ type: 'status', id, presence: presence.value, at })
  } else if (kind === 'about') {
    const about = payloadParsers.about(payload)
    if (about.ok) tell({ type: 'about', id, about: about.value })
  }
}
