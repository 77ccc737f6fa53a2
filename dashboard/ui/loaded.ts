import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ErrorBody } from '#contract/errors.ts'
import type { Answer } from '../hub/worker-messages.ts'

export interface Loaded<T> {
  readonly value: ReadonlySignal<T | undefined>
  readonly fault: ReadonlySignal<ErrorBody | undefined>
  /** Reads again; what was there stays until then. */
  reload(): Promise<void>
}

/** What the hub answers to a question that a part of the page asks when it appears. */
export function useLoaded<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const value = useSignal<T | undefined>(undefined)
  const fault = useSignal<ErrorBody | undefined>(undefined)
  const reload = async (): Promise<void> => {
    const answer = await ask()
    if (answer.ok) value.value = answer.value
    fault.value = answer.ok ? undefined : answer.error
  }
  useEffect(() => void reload(), [])
  return { value, fault, reload }
}
