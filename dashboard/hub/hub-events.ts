import type { HubEvent } from './worker-messages.ts'

type Listener = (event: HubEvent) => void

const listeners = new Set<Listener>()

/** Tells a part of the page what happens at the hub, until the answered function is called. */
export function listenToHub(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Passes an event on to whoever listens. */
export function tellListeners(event: HubEvent): void {
  for (const listener of listeners) listener(event)
}
