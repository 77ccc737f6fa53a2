import type { ComponentChildren } from 'preact'

interface PickerRowProps {
  readonly name: string
  readonly detail: string
  readonly isChosen: boolean
  readonly onToggle: (isChosen: boolean) => void
  readonly children?: ComponentChildren
}

/** One recipient, or several under one name, with a box to tick. */
export function PickerRow({ name, detail, isChosen, onToggle, children }: PickerRowProps) {
  return (
    <label class="flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-3 rounded-field px-2 hover:bg-base-200 md:min-h-9">
      <input
        type="checkbox"
        class="checkbox checkbox-primary checkbox-sm"
        checked={isChosen}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span class="min-w-0 flex-1 truncate">{name}</span>
      <span class="text-muted flex items-center gap-2 text-sm">
        {detail}
        {children}
      </span>
    </label>
  )
}
