import { computed, type Signal, signal } from '@preact/signals'
import type { ErrorBody } from '#contract/errors.ts'
import type { HubEvent, LiveScreen } from '../hub/worker-messages.ts'
import { type Displays, displaysAfter } from './display.ts'
import { displayName } from './display-name.ts'

/** Every display, by id. */
export const displays = signal<Displays>(new Map())

/** Every display in the order of its id. */
export const sortedDisplays = computed(() =>
  [...displays.value.values()].sort((a, b) => a.id.localeCompare(b.id, undefined, { numeric: true })),
)

/** Whether the hub has told which displays there are, and why not if it refused. */
export const listing = signal<{ readonly done: boolean; readonly error?: ErrorBody }>({ done: false })

/** The name people read for the display with this id. */
export function nameOfDisplay(id: string): string {
  return displayName(id, displays.value.get(id)?.name)
}

const screens = new Map<string, Signal<LiveScreen | undefined>>()

/** What a display shows. A signal of its own, so that a new picture renders nothing but its canvas. */
export function screenOf(id: string): Signal<LiveScreen | undefined> {
  let screen = screens.get(id)
  if (screen === undefined) {
    screen = signal(undefined)
    screens.set(id, screen)
  }
  return screen
}

/** Takes over an event of the hub. */
export function displayEvent(event: HubEvent): void {
  if (event.type === 'screen') {
    screenOf(event.id).value = event.screen
    return
  }
  if (event.type === 'listFailed') listing.value = { ...listing.value, error: event.error }
  displays.value = displaysAfter(displays.value, event)
  if (event.type !== 'list') return
  listing.value = { done: true }
  for (const { id, screen } of event.displays) if (screen !== undefined) screenOf(id).value ??= screen
  for (const id of screens.keys()) if (!displays.value.has(id)) screens.delete(id)
}
