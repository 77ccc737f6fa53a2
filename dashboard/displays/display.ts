import type { CredentialsView } from '#contract/boards.ts'
import type { About } from '#contract/display.ts'
import type { HubEvent, ListedDisplay } from '../hub/worker-messages.ts'

/** A display as the page knows it. Presence is never assumed: it is `unknown` until the hub has said it. */
export interface Display {
  readonly id: string
  /** What people called it, if they did. */
  readonly name?: string
  readonly presence: 'online' | 'offline' | 'unknown'
  /** When the presence last changed. */
  readonly since?: number
  /** When the presence was last told over MQTT. */
  readonly toldAt: number
  readonly virtual: boolean
  readonly groups: readonly string[]
  /** Messages that wait for it. */
  readonly waiting: number
  readonly about?: About
  readonly credentials?: CredentialsView
  /** Until when it is left in peace, ISO 8601. */
  readonly quietUntil?: string
}

export type Displays = ReadonlyMap<string, Display>

const unknown = (id: string): Display => ({
  id,
  presence: 'unknown',
  toldAt: 0,
  virtual: false,
  groups: [],
  waiting: 0,
})

/** What the displays are after an event. Answers the same map if the event changes nothing. */
export function displaysAfter(displays: Displays, event: HubEvent): Displays {
  switch (event.type) {
    case 'list':
      return afterList(displays, event.displays, event.askedAt)
    case 'status': {
      const known = displays.get(event.id) ?? unknown(event.id)
      const changed = known.presence !== event.presence
      return withDisplay(displays, {
        ...known,
        presence: event.presence,
        toldAt: event.at,
        ...(changed ? { since: event.at } : {}),
      })
    }
    case 'about':
      return withDisplay(displays, { ...(displays.get(event.id) ?? unknown(event.id)), about: event.about })
    case 'gone': {
      const rest = new Map(displays)
      return rest.delete(event.id) ? rest : displays
    }
    default:
      return displays
  }
}

function withDisplay(displays: Displays, display: Display): Displays {
  return new Map(displays).set(display.id, display)
}

/** The list is the truth, except for what MQTT told after the list was asked for. */
function afterList(displays: Displays, listed: readonly ListedDisplay[], askedAt: number): Displays {
  const next = new Map<string, Display>()
  for (const [id, display] of displays) if (display.toldAt >= askedAt) next.set(id, display)
  for (const { presence, since, about, screen: _, ...told } of listed) {
    const { id } = told
    const newer = next.get(id)
    const changes =
      newer === undefined || newer.presence === presence
        ? { presence, since }
        : { presence: newer.presence, ...(newer.since === undefined ? {} : { since: newer.since }) }
    const toldAt = displays.get(id)?.toldAt ?? 0
    const known = displays.get(id)?.about ?? about
    next.set(id, { ...told, ...changes, toldAt, ...(known === undefined ? {} : { about: known }) })
  }
  return next
}
