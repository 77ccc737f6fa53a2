import { useId } from 'preact/hooks'
import { displayName } from '../displays/display-name.ts'
import { sortedDisplays } from '../displays/display-signals.ts'
import { SelectField } from '../ui/select-field.tsx'
import { stateWords } from './counts-text.ts'
import type { HistoryFilter } from './history-filter.ts'

const priorities = [
  ['low', 'Low'],
  ['normal', 'Normal'],
  ['high', 'High'],
  ['critical', 'Critical'],
] as const

interface HistoryFilterFieldsProps {
  readonly filter: HistoryFilter
  readonly onChange: (filter: HistoryFilter) => void
}

/** Which messages are listed, by everything but their words. */
export function HistoryFilterFields({ filter, onChange }: HistoryFilterFieldsProps) {
  const set = (part: Partial<HistoryFilter>): void => onChange({ ...filter, ...part })
  const displays = sortedDisplays.value.map(({ id, name }) => [id, displayName(id, name)] as const)
  const groups = [...new Set(sortedDisplays.value.flatMap((display) => display.groups))].sort()
  return (
    <div class="mt-3 grid grid-cols-2 items-end gap-3 rounded-box border border-base-300 bg-base-100 p-4 md:grid-cols-4">
      <SelectField
        label="Display"
        options={withAny(displays, filter.display)}
        value={filter.display}
        onChange={(display) => set({ display })}
      />
      <SelectField
        label="Group"
        options={withAny(
          groups.map((group) => [group, group]),
          filter.group,
        )}
        value={filter.group}
        onChange={(group) => set({ group })}
      />
      <SelectField
        label="State"
        options={withAny(
          stateWords.map(([state, word]) => [state, `${word.charAt(0).toUpperCase()}${word.slice(1)}`]),
          filter.state,
        )}
        value={filter.state}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label="Priority"
        options={withAny(priorities, filter.priority)}
        value={filter.priority}
        onChange={(priority) => set({ priority })}
      />
      <TextField label="Sender" value={filter.sender} onChange={(sender) => set({ sender })} />
      <DayField label="From" value={filter.from} onChange={(from) => set({ from })} />
      <DayField label="To" value={filter.to} onChange={(to) => set({ to })} />
    </div>
  )
}

/** The options with "Any", and with what is chosen even if it is gone by now. */
function withAny(
  options: readonly (readonly [value: string, name: string])[],
  chosen: string,
): readonly (readonly [string, string])[] {
  const isKnown = chosen === '' || options.some(([value]) => value === chosen)
  return [['', 'Any'], ...options, ...(isKnown ? [] : [[chosen, chosen] as const])]
}

interface PlainFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

const DayField = (props: PlainFieldProps) => <PlainField {...props} type="date" />
const TextField = (props: PlainFieldProps) => <PlainField {...props} type="search" />

/** Takes over when it is left, or at the press of Enter. */
function PlainField({ label, value, onChange, type }: PlainFieldProps & { readonly type: 'date' | 'search' }) {
  const id = useId()
  return (
    <div class="min-w-0">
      <label for={id} class="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        // Which attributes go with a type is told by types that take one type at a time.
        {...({ type } as object)}
        class="input h-11 w-full"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
