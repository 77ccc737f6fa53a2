import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

const filterFrom = 7

export interface CheckItem {
  readonly value: string
  readonly name: string
  readonly detail?: ComponentChildren
}

interface CheckListProps {
  /** What is chosen from: `Members`. */
  readonly label: string
  readonly items: readonly CheckItem[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Any number of things, with a search where there are many. */
export function CheckList({ label, items, chosen, onChange }: CheckListProps) {
  const words = useSignal('')
  const wanted = words.value.trim().toLowerCase()
  const shown = items.filter(({ value, name }) => `${name} ${value}`.toLowerCase().includes(wanted))
  return (
    <fieldset class="min-w-0">
      <legend class="sr-only">{label}</legend>
      {items.length >= filterFrom && (
        <label class="input mb-2 h-11 w-full">
          <Icon name="search" class="size-4.5 text-muted" />
          <span class="sr-only">Search {label.toLowerCase()}</span>
          <input
            type="search"
            placeholder="Search"
            value={words.value}
            onInput={(event) => {
              words.value = event.currentTarget.value
            }}
          />
        </label>
      )}
      <div class="max-h-56 overflow-y-auto">
        {shown.map(({ value, name, detail }) => (
          <label
            key={value}
            class="flex min-h-11 cursor-pointer items-center gap-3 rounded-field px-2 hover:bg-base-200 md:min-h-9"
          >
            <input
              type="checkbox"
              class="checkbox checkbox-primary checkbox-sm"
              checked={chosen.includes(value)}
              onChange={(event) => {
                const others = chosen.filter((other) => other !== value)
                onChange(event.currentTarget.checked ? [...others, value] : others)
              }}
            />
            <span class="min-w-0 flex-1 truncate">{name}</span>
            <span class="text-muted flex items-center gap-2 text-sm">{detail}</span>
          </label>
        ))}
        {shown.length === 0 && <p class="text-muted px-2 py-3 text-sm">Nothing matches.</p>}
      </div>
    </fieldset>
  )
}
