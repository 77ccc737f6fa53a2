import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { ErrorBody } from '#contract/errors.ts'
import type { Answer } from '../hub/worker-messages.ts'

/** A form on its way to the hub. */
export interface Submission {
  readonly fault: ReadonlySignal<ErrorBody | undefined>
  readonly isBusy: ReadonlySignal<boolean>
  /** Calls the hub, one call at a time. Answers `undefined` for a fault, which then stands in the form. */
  run<T>(call: () => Promise<Answer<T>>): Promise<{ readonly value: T } | undefined>
}

export function useSubmission(): Submission {
  const fault = useSignal<ErrorBody | undefined>(undefined)
  const isBusy = useSignal(false)
  return {
    fault,
    isBusy,
    async run(call) {
      if (isBusy.value) return undefined
      isBusy.value = true
      const answer = await call()
      isBusy.value = false
      fault.value = answer.ok ? undefined : answer.error
      return answer.ok ? { value: answer.value } : undefined
    },
  }
}

/** What stands in the fields of a form, by name. Empty fields are left out. */
export function filledIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
