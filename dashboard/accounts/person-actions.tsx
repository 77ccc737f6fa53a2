import { useSignal } from '@preact/signals'
import type { LinkView, UserView } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { FormFault } from '../ui/field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { ToldLink } from './told-link.tsx'

interface PersonActionsProps {
  readonly user: UserView
  readonly onChange: () => void
  readonly onDeleted: () => void
}

/** What an administrator does with the log-ins of somebody, and the end of their account. */
export function PersonActions({ user, onChange, onDeleted }: PersonActionsProps) {
  const { fault, run } = useSubmission()
  const link = useSignal<LinkView | undefined>(undefined)
  const said = useSignal('')
  const { id, name } = user
  const makeLink = async (): Promise<void> => {
    link.value = (await run(() => callHub('createRecoveryLink', { id })))?.value
  }
  const logOut = async (): Promise<void> => {
    if ((await run(() => callHub('endLoginsOfUser', { id }))) !== undefined) said.value = 'Logged out everywhere.'
  }
  const removeFactor = async (): Promise<void> => {
    if ((await run(() => callHub('removeSecondFactorOfUser', { id }))) === undefined) return
    said.value = 'The password alone is asked for now.'
    onChange()
  }
  const remove = async (): Promise<void> => {
    if ((await run(() => callHub('deleteUser', { id }))) !== undefined) onDeleted()
  }
  return (
    <div class="flex flex-col gap-4 border-t border-base-300 p-5">
      <div class="flex flex-wrap gap-2">
        <button type="button" class="btn h-11 md:h-10" onClick={() => void makeLink()}>
          Link for a new password
        </button>
        <ConfirmButton class="" action="Log out everywhere" subject={name} onConfirm={() => void logOut()} />
        {user.secondFactor && (
          <ConfirmButton
            class=""
            action="Remove second factor"
            subject={`of ${name}`}
            onConfirm={() => void removeFactor()}
          />
        )}
        <ConfirmButton class="" action="Delete" subject={name} onConfirm={() => void remove()} />
      </div>
      {link.value !== undefined && <ToldLink link={link.value} label="Link for a new password" />}
      <p role="status" class="text-sm empty:hidden">
        {said.value}
      </p>
      <FormFault fault={fault.value} />
    </div>
  )
}
