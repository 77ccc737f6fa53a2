/** Something that is on or off, and whose state follows the hub. */
export function Switch({
  label,
  isOn,
  onToggle,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onToggle: (isOn: boolean) => void
}) {
  return (
    <label class="flex min-h-11 cursor-pointer items-center gap-2">
      <input
        type="checkbox"
        class="checkbox checkbox-primary checkbox-sm"
        aria-label={label}
        checked={isOn}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span class="text-muted text-sm" aria-hidden="true">
        {isOn ? 'On' : 'Off'}
      </span>
    </label>
  )
}
