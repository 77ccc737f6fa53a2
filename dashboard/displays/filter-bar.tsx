import { Icon } from '../ui/icon.tsx'
import { filter, type PresenceFilter } from './display-filter.ts'
import { displays } from './display-signals.ts'

const inputId = 'display-filter'

const chips: readonly (readonly [PresenceFilter, string])[] = [
  ['all', 'All'],
  ['online', 'Online'],
  ['offline', 'Offline'],
]

/** Puts the cursor into the filter box; false if it is not on the page. */
export function focusFilter(): boolean {
  const input = document.getElementById(inputId)
  input?.focus()
  return input !== null
}

/** Narrows the wall down by words and by presence. */
export function FilterBar() {
  const all = [...displays.value.values()]
  const online = all.filter((display) => display.presence === 'online').length
  const counts = { all: all.length, online, offline: all.length - online }
  return (
    <search class="mb-5 flex flex-wrap items-center gap-3 md:mb-6">
      <label class="input h-11 w-full bg-base-100 sm:w-72">
        <Icon name="search" class="size-4.5 text-muted" />
        <span class="sr-only">Filter the displays</span>
        <input
          id={inputId}
          type="search"
          placeholder="Filter"
          value={filter.value.text}
          onInput={(event) => {
            filter.value = { ...filter.value, text: event.currentTarget.value }
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave(event.currentTarget)
          }}
        />
        <span class="kbd kbd-sm hidden md:inline-flex" aria-hidden="true">
          /
        </span>
      </label>
      <fieldset class="flex gap-1.5">
        <legend class="sr-only">Presence</legend>
        {chips.map(([presence, name]) => (
          <button
            key={presence}
            type="button"
            aria-pressed={filter.value.presence === presence}
            class="flex h-11 items-center gap-2 rounded-full border border-transparent px-4 font-medium hover:bg-base-300/60 aria-pressed:border-base-300 aria-pressed:bg-base-100"
            onClick={() => {
              filter.value = { ...filter.value, presence }
            }}
          >
            {name} <span class="text-muted tabular-nums">{counts[presence]}</span>
          </button>
        ))}
      </fieldset>
    </search>
  )
}

function leave(input: HTMLInputElement): void {
  filter.value = { ...filter.value, text: '' }
  input.blur()
}
