import type { RefObject } from 'preact'
import { useId } from 'preact/hooks'
import { maxTextBytes } from '#contract/bounds.ts'

interface TextFieldProps {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly bytes: number
  /** On how many pages it fits, per size of display. */
  readonly pages: string
  readonly substitutions: readonly string[]
  readonly onChange: (text: string) => void
}

/** The text of the message, its length, and what displays cannot draw. */
export function TextField({ inputRef, text, bytes, pages, substitutions, onChange }: TextFieldProps) {
  const id = useId()
  const isTooLong = bytes > maxTextBytes
  return (
    <div>
      <label for={id} class="sr-only">
        Text
      </label>
      <textarea
        ref={inputRef}
        id={id}
        class="textarea min-h-28 w-full resize-y font-mono text-base leading-relaxed"
        placeholder="What should it say?"
        rows={4}
        value={text}
        aria-describedby={`${id}-size`}
        aria-invalid={isTooLong}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-size`} class={`mt-1.5 text-sm tabular-nums ${isTooLong ? 'text-error' : 'text-muted'}`}>
        {bytes} of {maxTextBytes} bytes{isTooLong ? ', too long' : ''}
        {pages === '' ? '' : ` · ${pages}`}
      </p>
      {substitutions.map((substitution) => (
        <p key={substitution} class="mt-1 text-sm text-warning">
          {substitution}
        </p>
      ))}
    </div>
  )
}
