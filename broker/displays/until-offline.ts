import { limits } from '../limits.ts'
import type { Display, Displays } from './displays.ts'

/** Resolves when a display is offline, so that its will has had its effect, or after `limits.closeTimeoutMs`. */
export function waitUntilOffline(displays: Pick<Displays, 'onOffline'>): (display: Display) => Promise<void> {
  const waiting = new Map<string, Set<() => void>>()
  displays.onOffline(({ id }) => {
    for (const resolve of waiting.get(id) ?? []) resolve()
    waiting.delete(id)
  })
  return ({ id, presence }) => {
    if (presence === 'offline') return Promise.resolve()
    return new Promise((resolve) => {
      waiting.set(id, (waiting.get(id) ?? new Set()).add(resolve))
      setTimeout(() => {
        waiting.get(id)?.delete(resolve)
        resolve()
      }, limits.closeTimeoutMs).unref()
    })
  }
}
