import { isAbout, opposite, selectorsIn } from '../displays/selection.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { type DisplaySet, membersText } from './display-sets.ts'
import { PickerRow } from './picker-row.tsx'

interface SetRowProps {
  readonly set: DisplaySet
  readonly to: Recipients
  readonly onSelect: (selector: string, isWanted: boolean) => void
}

/** Everyone, a group or a size: to be chosen, or left out of what is chosen otherwise. */
export function SetRow({ set: { selector, name, members }, to, onSelect }: SetRowProps) {
  const selectors = selectorsIn(to)
  const isWanted = selectors.includes(selector)
  const isLeftOut = selectors.includes(opposite(selector))
  const others = selectors.filter((other) => !other.startsWith('!'))
  const isMeantOtherwise =
    selector !== 'all' && members.some((display) => others.some((other) => isAbout(other, display)))
  return (
    <div class="flex items-center gap-1">
      <PickerRow
        name={name}
        isChosen={isWanted}
        onToggle={(isChosen) => onSelect(selector, isChosen)}
        detail={membersText(members)}
      />
      {!isWanted && isMeantOtherwise && (
        <button
          type="button"
          class="btn btn-ghost h-11 px-3 font-medium aria-pressed:text-error md:h-9"
          aria-pressed={isLeftOut}
          aria-label={`Leave out ${name.charAt(0).toLowerCase()}${name.slice(1)}`}
          onClick={() => onSelect(opposite(selector), !isLeftOut)}
        >
          {isLeftOut ? 'Left out' : 'Leave out'}
        </button>
      )}
    </div>
  )
}
