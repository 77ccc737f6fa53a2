import type { Io } from './io.ts'
import { friendlyName, plural } from './wording.ts'

/** What happens in a simulation: a line for people, a JSON document for programs. */
export type SimulationEvent =
  | { readonly event: 'online'; readonly displays: readonly string[]; readonly url: string }
  | { readonly event: 'shown'; readonly display: string; readonly id: string; readonly text: string }
  | { readonly event: 'lost'; readonly display: string; readonly reason: string }
  | { readonly event: 'back'; readonly display: string }
  | { readonly event: 'stopped' }

const maxNamed = 4

/** Prints events; quiet leaves out the texts. */
export function eventPrinter({
  json,
  quiet,
  io,
}: {
  json: boolean
  quiet: boolean
  io: Io
}): (event: SimulationEvent) => void {
  return (event) => {
    if (quiet && event.event === 'shown') return
    io.out(json ? JSON.stringify(event) : describe(event))
  }
}

function describe(event: SimulationEvent): string {
  switch (event.event) {
    case 'online':
      return `${plural(event.displays.length, 'display')} online at ${event.url}: ${list(event.displays)}. Ctrl+C stops.`
    case 'shown':
      return `${friendlyName(event.display)} shows: ${event.text.replaceAll(/\s*\n\s*/g, ' / ')}`
    case 'lost':
      return `${friendlyName(event.display)} lost the hub (${event.reason}); it connects again`
    case 'back':
      return `${friendlyName(event.display)} is back`
    case 'stopped':
      return 'Stopped.'
  }
}

function list(ids: readonly string[]): string {
  return ids.length > maxNamed ? `${ids.slice(0, 2).join(', ')}, … ${ids.at(-1)}` : ids.join(', ')
}
