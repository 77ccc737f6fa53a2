import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { Recipients } from '../hub/worker-messages.ts'
import { notice } from '../ui/notice.tsx'
import type { Options } from './options.ts'

/** What the composer is opened with; what is left out comes from the draft. */
export interface ComposerRequest {
  readonly to?: Recipients
  readonly text?: string
  readonly options?: Options
}

export interface ComposerProps {
  readonly request: ComposerRequest
  readonly onClose: () => void
}

/** Set while the composer is open. */
export const composerRequest = signal<ComposerRequest | undefined>(undefined)

/** The composer once its chunk has been loaded. */
export const loadedComposer = signal<ComponentType<ComposerProps> | undefined>(undefined)

/** Opens the composer. */
export function openComposer(request: ComposerRequest = {}): void {
  composerRequest.value = request
  loadComposer().catch(() => {
    composerRequest.value = undefined
    notice.value = 'The composer could not be loaded. Is the hub reachable?'
  })
}

/** Loads the composer while there is nothing better to do, so that it also opens when the hub is away. */
export function preloadComposer(): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 200))
  whenIdle(() => loadComposer().catch(() => undefined))
}

async function loadComposer(): Promise<void> {
  if (loadedComposer.peek() !== undefined) return
  const { Composer } = await import('./composer.tsx')
  loadedComposer.value = Composer
}
