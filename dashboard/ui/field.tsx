import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { ErrorBody } from '#contract/errors.ts'
import { sentence } from './notice.tsx'

interface FieldProps {
  readonly label: string
  /** The field of the API that it fills in. */
  readonly name: string
  readonly hint?: ComponentChildren
  readonly fault?: ErrorBody | undefined
  readonly type?: 'text' | 'email' | 'password'
  /** What stands in it: at first, or with `onInput` always. */
  readonly value?: string
  readonly onInput?: (value: string) => void
  readonly inputMode?: 'numeric'
  readonly autoComplete?: string
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly class?: string
}

/** A labelled input; a fault of the hub that is about it stands below it. */
export function Field({ label, name, hint, fault, class: classes = '', ...rest }: FieldProps) {
  const { type = 'text', value = '', onInput, ...input } = rest
  const id = useId()
  const isWrong = fault?.field === name
  return (
    <div class="min-w-0">
      <label for={id} class="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        // Which attributes go with a type is told by types that take one type at a time.
        {...({ type } as object)}
        {...(onInput === undefined ? { defaultValue: value } : { value })}
        onInput={(event) => onInput?.(event.currentTarget.value)}
        id={id}
        name={name}
        class={`input h-11 w-full ${isWrong ? 'input-error' : ''} ${classes}`}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} class={`mt-1 text-sm empty:hidden ${isWrong ? 'text-error' : 'text-muted'}`}>
        {isWrong ? sentence(fault.message) : hint}
      </p>
    </div>
  )
}

/** A fault that stands below none of the fields of a form. */
export function FormFault({
  fault,
  fields = [],
}: {
  readonly fault: ErrorBody | undefined
  readonly fields?: readonly string[]
}) {
  const isElsewhere = fault?.field !== undefined && fields.includes(fault.field)
  return (
    <p role="alert" class="text-error empty:hidden">
      {fault === undefined || isElsewhere ? '' : sentence(fault.message)}
    </p>
  )
}
