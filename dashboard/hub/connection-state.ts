import { signal } from '@preact/signals'
import type { Connection } from './worker-messages.ts'

/** How the connection to the hub is. */
export const connection = signal<Connection>({ phase: 'connecting' })

/** True for two seconds after a lost connection has come back. */
export const isLiveAgain = signal(false)

const liveAgainMs = 2000

/** Takes over a change of the connection. */
export function connectionChanged(next: Connection): void {
  const wasLost = connection.value.phase === 'lost'
  connection.value = next
  if (!wasLost || next.phase !== 'live') return
  isLiveAgain.value = true
  setTimeout(() => {
    isLiveAgain.value = false
  }, liveAgainMs)
}
