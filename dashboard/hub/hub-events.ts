import { instruct } from './hub.ts'
import type { HubEvent } from './worker-messages.ts'

type Listener = (event: HubEvent) => void

const listeners = new Set<Listener>()

/** Tells a part of the page what happens at the hub, until the answered function is called. */
export function listenToHub(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let watchers = 0

/** Has the reports of all messages told, not only of those from this browser, until the answered function is called. */
export function watchReports(): () => void {
  if (watchers++ === 0) instruct({ type: 'watchReports', isWatching: true })
  return () => {
    if (--watchers === 0) instruct({ type: 'watchReports', isWatching: false })
  }
}

/** Passes an event on to whoever listens. */
export function tellListeners(event: HubEvent): void {
  for (const listener of listeners) listener(event)
}
