import type { Signal } from '@preact/signals'
import type { ReachView, Role } from '#contract/people.ts'
import { SelectField } from '../ui/select-field.tsx'
import { ReachPicker } from './reach-picker.tsx'
import { roleNames, roles } from './role-names.ts'

/** What somebody may do, and with what. */
export interface ChosenRights {
  readonly role: Role
  readonly reach?: ReachView
}

export function RightsFields({ rights }: { readonly rights: Signal<ChosenRights> }) {
  const { role, reach } = rights.value
  return (
    <>
      <SelectField
        label="Role"
        options={roles.map((each) => [each, `${roleNames[each].name}: ${roleNames[each].may}`] as const)}
        value={role}
        onChange={(chosen) => {
          rights.value = { ...rights.value, role: chosen }
        }}
      />
      <ReachPicker
        reach={reach}
        onChange={(chosen) => {
          rights.value = { role, ...(chosen === undefined ? {} : { reach: chosen }) }
        }}
      />
    </>
  )
}
