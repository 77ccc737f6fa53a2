import type { Rejection, Report } from '#contract/delivery.ts'
import { payloadParsers } from '#contract/payload.ts'
import { parseTopic } from '#contract/topics.ts'
import type { HubEvent } from './worker-messages.ts'

interface Receivers {
  readonly tell: (event: HubEvent) => void
  readonly screen: (displayId: string, payload: Uint8Array) => void
  readonly report: (report: Report) => void
  readonly rejection: (rejection: Rejection) => void
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
  if (parsed.kind === 'rejections') {
    const rejection = payloadParsers.rejections(payload)
    if (rejection.ok) receivers.rejection(rejection.value)
    return
  }
  if ('target' in parsed && parsed.target.kind === 'display')
    routeDisplayFrame(parsed.kind, parsed.target.id, payload, receivers)
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
