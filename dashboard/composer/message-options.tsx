import { useId } from 'preact/hooks'
import { Choice } from '../ui/choice.tsx'
import { type Draft, emptyDraft } from './draft.ts'

const priorities = [
  ['low', 'Low', 'Shown when nothing else waits.'],
  ['normal', 'Normal', 'Takes its turn.'],
  ['high', 'High', 'Interrupts normal messages.'],
  ['critical', 'Critical', 'Interrupts everything else.'],
] as const
const ttls = [
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
  [3_600_000, '1 hour'],
  [86_400_000, '24 hours'],
  [604_800_000, '7 days'],
] as const
const shows = [
  [5000, '5 seconds'],
  [8000, '8 seconds'],
  [15_000, '15 seconds'],
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
  ['hold', 'Until dismissed'],
] as const

interface MessageOptionsProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

/** How the message is shown. */
export function MessageOptions({ draft, onChange }: MessageOptionsProps) {
  const chosen = priorities.find(([priority]) => priority === draft.priority)
  const changes = countChanges(draft)
  return (
    <details class="group rounded-field border border-base-300">
      <summary class="flex min-h-11 cursor-pointer list-none items-center gap-3 px-3.5">
        <span class="text-muted text-sm">Options</span>
        <span class="min-w-0 flex-1 truncate font-medium">{changes === 0 ? 'As usual' : `${changes} changed`}</span>
        <span class="link link-primary text-sm no-underline group-open:hidden">Change</span>
        <span class="link link-primary hidden text-sm no-underline group-open:inline">Done</span>
      </summary>
      <div class="grid gap-4 border-t border-base-300 p-3.5 sm:grid-cols-2">
        <div class="sm:col-span-2">
          <Choice
            label="Priority"
            options={priorities.map(([value, name]) => [value, name] as const)}
            value={draft.priority}
            onChange={(priority) => onChange({ priority })}
          />
          <p class="text-muted mt-1.5 text-sm">{chosen?.[2]}</p>
        </div>
        <Select label="Show for" options={shows} value={draft.show} onChange={(show) => onChange({ show })} />
        <Select
          label="Keep for displays that are offline"
          options={ttls}
          value={draft.ttlMs}
          onChange={(ttlMs) => onChange({ ttlMs })}
        />
        <Choice
          label="Long text"
          options={[
            ['page', 'Pages'],
            ['scroll', 'Scroll'],
            ['cut', 'Cut'],
          ]}
          value={draft.overflow}
          onChange={(overflow) => onChange({ overflow })}
        />
        <Choice
          label="Align"
          options={[
            ['left', 'Left'],
            ['center', 'Centre'],
            ['right', 'Right'],
          ]}
          value={draft.align}
          onChange={(align) => onChange({ align })}
        />
        <div class="sm:col-span-2">
          <Choice
            label="Backlight"
            options={[
              ['unchanged', 'As it is'],
              ['on', 'On'],
              ['off', 'Off'],
              ['blink', 'Blink'],
            ]}
            value={draft.backlight}
            onChange={(backlight) => onChange({ backlight })}
          />
        </div>
      </div>
    </details>
  )
}

interface SelectProps<Value extends string | number> {
  readonly label: string
  readonly options: readonly (readonly [Value, string])[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Select<Value extends string | number>({ label, options, value, onChange }: SelectProps<Value>) {
  const id = useId()
  return (
    <div>
      <label for={id} class="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        class="select h-11 w-full"
        value={String(value)}
        onChange={(event) => {
          const option = options[event.currentTarget.selectedIndex]
          if (option !== undefined) onChange(option[0])
        }}
      >
        {options.map(([option, name]) => (
          <option key={option} value={String(option)}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

function countChanges(draft: Draft): number {
  return (['priority', 'ttlMs', 'show', 'overflow', 'align', 'backlight'] as const).filter(
    (field) => draft[field] !== emptyDraft[field],
  ).length
}
