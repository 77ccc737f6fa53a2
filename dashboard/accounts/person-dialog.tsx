import { useSignal } from '@preact/signals'
import type { UserView } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { PersonActions } from './person-actions.tsx'
import { type ChosenRights, RightsFields } from './rights-fields.tsx'

interface PersonDialogProps {
  readonly user: UserView
  readonly onChange: () => void
  readonly onClose: () => void
}

/** Changes what somebody is called and may do; it counts at once. */
export function PersonDialog({ user, onChange, onClose }: PersonDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  const { role, reach } = user
  const rights = useSignal<ChosenRights>({ role, ...(reach === undefined ? {} : { reach }) })
  const isDisabled = useSignal(user.disabled)
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { name } = filledIn(event.currentTarget as HTMLFormElement)
    const body = { name, ...rights.value, disabled: isDisabled.value }
    if ((await run(() => callHub('changeUser', { id: user.id, body }))) === undefined) return
    onChange()
    onClose()
  }
  return (
    <Dialog title={user.name} onClose={onClose}>
      <div class="overflow-y-auto">
        <form class="flex flex-col gap-5 p-5" onSubmit={(event) => void save(event)} noValidate>
          <p class="text-muted -mb-2 [overflow-wrap:anywhere]">{user.email}</p>
          <Field label="Name" name="name" autoComplete="off" value={user.name} fault={fault.value} />
          <RightsFields rights={rights} />
          <label class="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              class="checkbox checkbox-primary checkbox-sm"
              checked={isDisabled.value}
              onChange={(event) => {
                isDisabled.value = event.currentTarget.checked
              }}
            />
            Disabled: cannot log in, and is logged out now
          </label>
          <FormFault fault={fault.value} fields={['name']} />
          <SubmitButton isBusy={isBusy.value}>Save</SubmitButton>
        </form>
        <PersonActions
          user={user}
          onDeleted={() => {
            onChange()
            onClose()
          }}
          onChange={onChange}
        />
      </div>
    </Dialog>
  )
}
