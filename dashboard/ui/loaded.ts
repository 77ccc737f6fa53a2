import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
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
  const count = useRef({ asked: 0, answered: 0 })
  const reload = async (): Promise<void> => {
    const number = ++count.current.asked
    const answer = await ask()
    // An answer that was overtaken tells of the time before a change.
    if (number < count.current.answered) return
    count.current.answered = number
    if (answer.ok) value.value = answer.value
    fault.value = answer.ok ? undefined : answer.error
  }
  useEffect(() => void reload(), [])
  return { value, fault, reload }
}
