import { displayName } from '../displays/display-name.ts'
import { sortedDisplays } from '../displays/display-signals.ts'
import { callHub } from '../hub/hub.ts'
import { isLimited } from '../session/session.ts'
import { useLoaded } from '../ui/loaded.ts'
import { SelectField } from '../ui/select-field.tsx'

interface OwnerFieldProps {
  /** Empty until somebody has chosen. */
  readonly owner: string
  readonly onChange: (owner: string) => void
}

/** Whose page it is: everyone's, a group's or a display's. */
export function OwnerField({ owner, onChange }: OwnerFieldProps) {
  const groups = useLoaded(() => callHub('listGroups'))
  const options: readonly (readonly [string, string])[] = [
    ...(owner === '' ? [['', 'Choose'] as const] : []),
    ...(isLimited.value ? [] : [['all', 'Everyone'] as const]),
    ...(groups.value.value?.groups.map(({ id }) => [`group:${id}`, `Group ${id}`] as const) ?? []),
    ...sortedDisplays.value.map(({ id, name }) => [id, displayName(id, name)] as const),
  ]
  return <SelectField label="For" options={options} value={owner} onChange={onChange} />
}
