import type { ReachView } from '#contract/people.ts'
import { nameOfDisplay, sortedDisplays } from '../displays/display-signals.ts'
import { callHub } from '../hub/hub.ts'
import { useLoaded } from '../ui/loaded.ts'

interface ReachPickerProps {
  /** `undefined` is everything. */
  readonly reach: ReachView | undefined
  readonly onChange: (reach: ReachView | undefined) => void
}

/** Limits somebody or something to some groups and displays. */
export function ReachPicker({ reach, onChange }: ReachPickerProps) {
  const { value } = useLoaded(() => callHub('listGroups'))
  // What somebody is limited to may not be there at this moment, and stays all the same.
  const groups = new Set([...(value.value?.groups.map(({ id }) => id) ?? []), ...(reach?.groups ?? [])])
  const displays = new Set<string>([...sortedDisplays.value.map(({ id }) => id), ...(reach?.displays ?? [])])
  const toggle = (kind: keyof ReachView, id: string, isIn: boolean): void => {
    const { displays: ofDisplays, groups: ofGroups } = reach ?? { displays: [], groups: [] }
    const before: ReachOfStrings = { displays: ofDisplays, groups: ofGroups }
    const others = before[kind].filter((other) => other !== id)
    onChange({ ...before, [kind]: isIn ? [...others, id] : others } as ReachView)
  }
  return (
    <fieldset class="min-w-0">
      <legend class="mb-1.5 text-sm font-medium">Reaches</legend>
      <Option
        name="Every display"
        isChosen={reach === undefined}
        onToggle={(isAll) => onChange(isAll ? undefined : { displays: [], groups: [] })}
      />
      {reach !== undefined && (
        <div class="max-h-52 overflow-y-auto border-l-2 border-base-300 pl-3">
          {[...groups].map((id) => (
            <Option
              key={`group ${id}`}
              name={`Group ${id}`}
              isChosen={reach.groups.some((each) => each === id)}
              onToggle={(isIn) => toggle('groups', id, isIn)}
            />
          ))}
          {[...displays].map((id) => (
            <Option
              key={id}
              name={nameOfDisplay(id)}
              isChosen={reach.displays.some((each) => each === id)}
              onToggle={(isIn) => toggle('displays', id, isIn)}
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}

type ReachOfStrings = Readonly<Record<keyof ReachView, readonly string[]>>

/** "Every display", or what somebody is limited to. */
export function reachText(reach: ReachOfStrings | undefined): string {
  if (reach === undefined) return 'every display'
  const names = [...reach.groups.map((id) => `group ${id}`), ...reach.displays.map(nameOfDisplay)]
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown || 'no display'
}

interface OptionProps {
  readonly name: string
  readonly isChosen: boolean
  readonly onToggle: (isChosen: boolean) => void
}

function Option({ name, isChosen, onToggle }: OptionProps) {
  return (
    <label class="flex min-h-11 cursor-pointer items-center gap-3">
      <input
        type="checkbox"
        class="checkbox checkbox-primary checkbox-sm"
        checked={isChosen}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span class="min-w-0 truncate">{name}</span>
    </label>
  )
}
