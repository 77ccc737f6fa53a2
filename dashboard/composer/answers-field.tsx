import { useId } from 'preact/hooks'
import { maxActions } from '#contract/bounds.ts'
import type { Message } from '#contract/message.ts'
import { Icon } from '../ui/icon.tsx'

type Action = NonNullable<Message['actions']>[number]

/** What is offered first: an answer for each of the usual buttons. */
const suggestions: readonly Action[] = [
  { input: 'ok', label: 'Yes', reply: 'yes' },
  { input: 'back', label: 'No', reply: 'no' },
  { input: 'up', label: 'Later', reply: 'later' },
  { input: 'down', label: 'Call me', reply: 'call' },
]

interface AnswersFieldProps {
  readonly value: readonly Action[]
  readonly onChange: (value: Action[]) => void
}

/** The answers that buttons of the board give: which button, what stands on the glass, what is reported. */
export function AnswersField({ value, onChange }: AnswersFieldProps) {
  const hintId = useId()
  const change = (index: number, part: Partial<Action>): void =>
    onChange(value.map((action, other) => (other === index ? { ...action, ...part } : action)))
  const free = suggestions.find(({ input }) => !value.some((action) => action.input === input))
  return (
    <fieldset class="min-w-0" aria-describedby={hintId}>
      <legend class="mb-1.5 text-sm font-medium">Answers by buttons</legend>
      <ul class="flex flex-col gap-2">
        {value.map((action, index) => (
          <li key={index} class="grid grid-cols-[1fr_1fr_1fr_auto] items-end gap-2">
            <Part name="Button" index={index} value={action.input} onInput={(input) => change(index, { input })} />
            <Part name="Label" index={index} value={action.label} onInput={(label) => change(index, { label })} />
            <Part name="Reply" index={index} value={action.reply} onInput={(reply) => change(index, { reply })} />
            <button
              type="button"
              class="btn btn-ghost btn-square size-11"
              aria-label={`Remove answer ${index + 1}`}
              onClick={() => onChange(value.filter((_, other) => other !== index))}
            >
              <Icon name="close" class="size-4.5" />
            </button>
          </li>
        ))}
      </ul>
      <div class="mt-1 flex flex-wrap items-center gap-x-3">
        {value.length < maxActions && (
          <button
            type="button"
            class="btn btn-ghost h-11 px-3"
            onClick={() => onChange([...value, free ?? { input: '', label: '', reply: '' }])}
          >
            <Icon name="plus" class="size-4.5" />
            Add an answer
          </button>
        )}
        <p id={hintId} class="text-muted text-sm">
          {value.length === 0 ? 'Whoever reads it can answer at the board.' : 'The report tells which was given.'}
        </p>
      </div>
    </fieldset>
  )
}

interface PartProps {
  readonly name: string
  readonly index: number
  readonly value: string
  readonly onInput: (value: string) => void
}

/** One part of an answer; its name stands above the first row. */
function Part({ name, index, value, onInput }: PartProps) {
  return (
    <label class="min-w-0">
      <span class={index === 0 ? 'text-muted mb-1 block text-sm' : 'sr-only'}>
        {name}
        <span class="sr-only"> of answer {index + 1}</span>
      </span>
      <input
        class="input h-11 w-full min-w-0 px-2.5"
        autoComplete="off"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  )
}
