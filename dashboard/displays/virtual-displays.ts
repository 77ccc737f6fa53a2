import { effect, signal } from '@preact/signals'
import type { z } from 'zod/mini'
import type { startVirtualDisplaysSchema } from '#contract/http.ts'
import { openComposer } from '../composer/open-composer.ts'
import { callHub } from '../hub/hub.ts'
import { displays } from './display-signals.ts'

export type NewVirtualDisplay = z.input<typeof startVirtualDisplaysSchema>

/** Whether the dialog that starts a virtual display is open. */
export const isStartDialogOpen = signal(false)

export function openStartVirtualDisplay(): void {
  isStartDialogOpen.value = true
}

/** Starts a virtual display; answers what went wrong, if anything. */
export async function startVirtualDisplay(options: NewVirtualDisplay): Promise<string | undefined> {
  const isFirst = displays.value.size === 0
  const answer = await callHub('startVirtualDisplays', { body: options })
  if (!answer.ok) return answer.error.message
  const id = answer.value.ids[0]
  if (isFirst && id !== undefined) whenOnline(id, () => openComposer({ to: [id], text: 'Hello from Marquee' }))
  return undefined
}

function whenOnline(id: string, action: () => void): void {
  let isDone = false
  const stop = effect(() => {
    if (isDone || displays.value.get(id)?.presence !== 'online') return
    isDone = true
    queueMicrotask(() => {
      stop()
      action()
    })
  })
}
