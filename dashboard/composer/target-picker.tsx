import { useSignal } from '@preact/signals'
import type { Display } from '../displays/display.ts'
import { displayName } from '../displays/display-name.ts'
import { PresenceDot, presenceText } from '../displays/presence-line.tsx'
import { connection } from '../hub/connection-state.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { isLimited } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { chosenDisplays, namesOf } from './recipients.ts'

const filterFrom = 7

interface TargetPickerProps {
  readonly displays: readonly Display[]
  readonly to: Recipients
  readonly onChange: (to: Recipients) => void
}

/** Whom the message is for: everyone, or displays one by one. */
export function TargetPicker({ displays, to, onChange }: TargetPickerProps) {
  const words = useSignal('')
  const isOpen = useSignal(to !== 'all' && chosenDisplays(to, displays).length === 0)
  const wanted = words.value.trim().toLowerCase()
  const shown = displays.filter(({ id, name }) => `${displayName(id, name)} ${id}`.toLowerCase().includes(wanted))
  const toggle = (id: string, isChosen: boolean): void => {
    const chosen = to === 'all' ? displays.map((display) => display.id) : to
    onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))
  }
  const summary = to === 'all' ? 'Everyone' : namesOf(chosenDisplays(to, displays)) || 'Nobody yet'
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
        <div class="max-h-52 overflow-y-auto">
          {wanted === '' && !isLimited.value && (
            <Checkbox
              name="Everyone"
              isChosen={to === 'all'}
              onToggle={(isChosen) => onChange(isChosen ? 'all' : [])}
              detail={`${displays.length} displays`}
            />
          )}
          {shown.map((display) => (
            <Checkbox
              key={display.id}
              name={displayName(display.id, display.name)}
              isChosen={to === 'all' || to.includes(display.id)}
              onToggle={(isChosen) => toggle(display.id, isChosen)}
              display={display}
              detail={presenceText(display, connection.value.phase !== 'lost', Date.now())}
            />
          ))}
        </div>
      </fieldset>
    </details>
  )
}

interface CheckboxProps {
  readonly name: string
  readonly detail: string
  readonly isChosen: boolean
  readonly onToggle: (isChosen: boolean) => void
  readonly display?: Display
}

function Checkbox({ name, detail, isChosen, onToggle, display }: CheckboxProps) {
  return (
    <label class="flex min-h-11 cursor-pointer items-center gap-3 rounded-field px-2 hover:bg-base-200 md:min-h-9">
      <input
        type="checkbox"
        class="checkbox checkbox-primary checkbox-sm"
        checked={isChosen}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span class="min-w-0 flex-1 truncate">{name}</span>
      <span class="text-muted flex items-center gap-2 text-sm">
        {detail}
        {display !== undefined && (
          <PresenceDot presence={connection.value.phase === 'lost' ? 'unknown' : display.presence} />
        )}
      </span>
    </label>
  )
}
