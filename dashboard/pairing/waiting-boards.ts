import { computed, effect, signal } from '@preact/signals'
import type { WaitingBoards } from '#contract/boards.ts'
import { connection } from '../hub/connection-state.ts'
import { callHub } from '../hub/hub.ts'
import { administersHub } from '../session/session.ts'

const intervalMs = 3000

/** Boards that wait to be paired. Boards are not told of over MQTT, so the hub is asked from time to time. */
export const waitingBoards = signal<WaitingBoards>({ boards: [] })

/** Whether a board waits that whoever uses this page may pair. */
export const isAnyWaiting = computed(() => administersHub.value && waitingBoards.value.boards.length > 0)

/** Whether the pairing dialog is open. */
export const isPairingOpen = signal(false)

export function openPairing(): void {
  isPairingOpen.value = true
  void readWaitingBoards()
}

export async function readWaitingBoards(): Promise<void> {
  const answer = await callHub('listWaitingBoards')
  if (answer.ok) waitingBoards.value = answer.value
}

/** Keeps up with what waits, for whoever may pair, while the page is seen. */
export function watchWaitingBoards(): void {
  effect(() => {
    if (!administersHub.value || connection.value.phase !== 'live') return undefined
    void readWaitingBoards()
    const timer = setInterval(() => {
      if (!document.hidden) void readWaitingBoards()
    }, intervalMs)
    return () => clearInterval(timer)
  })
}
