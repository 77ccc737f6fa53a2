import { useId } from 'preact/hooks'

interface InputFieldProps {
  readonly label: string
  readonly type: 'date' | 'time'
  /** `2026-11-26` or `14:02`. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
}

/** A day or a time of day. */
export function InputField({ label, type, value, onChange, hint }: InputFieldProps) {
  const id = useId()
  return (
    <div class="min-w-0">
      <label for={id} class="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type={type}
        class="input h-11 w-full"
        value={value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="text-muted mt-1 text-sm empty:hidden">
        {hint}
      </p>
    </div>
  )
}
