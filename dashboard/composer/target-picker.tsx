import { useSignal } from '@preact/signals'
import type { Display } from '../displays/display.ts'
import { displayName } from '../displays/display-name.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { PresenceDot, presenceText } from '../displays/presence-line.tsx'
import { chosenDisplays, isChosen, withDisplay, withSelector } from '../displays/selection.ts'
import { targetText } from '../displays/target-text.ts'
import { connection } from '../hub/connection-state.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { session } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { setsOf } from './display-sets.ts'
import { PickerRow } from './picker-row.tsx'
import { SetRow } from './set-row.tsx'

const filterFrom = 7
/** Rows that are drawn at once; a longer list asks for words. */
const mostRows = 200

interface TargetPickerProps {
  readonly displays: readonly Display[]
  readonly to: Recipients
  readonly onChange: (to: Recipients) => void
}

/** Whom the message is for: everyone, groups, sizes, displays one by one, and who is left out of them. */
export function TargetPicker({ displays, to, onChange }: TargetPickerProps) {
  const words = useSignal('')
  const isOpen = useSignal(chosenDisplays(to, displays).length === 0)
  const wanted = words.value.trim().toLowerCase()
  const isWanted = (text: string): boolean => text.toLowerCase().includes(wanted)
  const shown = displays.filter(({ id, name }) => isWanted(`${displayName(id, name)} ${id}`))
  const sets = setsOf(displays, session.value?.principal?.reach).filter(({ name }) => isWanted(name))
  const select = (selector: string, isWanted: boolean): void =>
    onChange(withSelector(to, { selector, isWanted, displays }))
  const summary = to.length === 0 ? 'Nobody yet' : targetText(to, nameOfDisplay)
  return (
    <details
      class="group rounded-field border border-base-300"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary class="flex min-h-11 cursor-pointer list-none items-center gap-3 px-3.5">
        <span class="text-muted text-sm">To</span>
        <span class="min-w-0 flex-1 truncate font-medium">{summary}</span>
        <span class="link link-primary text-sm no-underline group-open:hidden">Change</span>
        <span class="link link-primary hidden text-sm no-underline group-open:inline">Done</span>
      </summary>
      <fieldset class="min-w-0 border-t border-base-300 p-2">
        <legend class="sr-only">Recipients</legend>
        {displays.length >= filterFrom && (
          <label class="input mb-2 h-11 w-full">
            <Icon name="search" class="size-4.5 text-muted" />
            <span class="sr-only">Filter the recipients</span>
            <input
              type="search"
              placeholder="Filter"
              value={words.value}
              onInput={(event) => {
                words.value = event.currentTarget.value
              }}
            />
          </label>
        )}
        <div class="max-h-64 overflow-y-auto">
          {sets.map((set) => (
            <SetRow key={set.selector} set={set} to={to} onSelect={select} />
          ))}
          {shown.slice(0, mostRows).map((display) => (
            <PickerRow
              key={display.id}
              name={displayName(display.id, display.name)}
              isChosen={isChosen(to, display)}
              onToggle={(isWanted) => onChange(withDisplay(to, { display, isWanted, displays }))}
              detail={presenceText(display, connection.value.phase !== 'lost', Date.now())}
            >
              <PresenceDot presence={connection.value.phase === 'lost' ? 'unknown' : display.presence} />
            </PickerRow>
          ))}
          {shown.length > mostRows && (
            <p class="text-muted px-2 py-2 text-sm">{shown.length - mostRows} more; filter to find them.</p>
          )}
        </div>
      </fieldset>
    </details>
  )
}
