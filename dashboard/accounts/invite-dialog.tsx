import { useSignal } from '@preact/signals'
import type { LinkView } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { session } from '../session/session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type ChosenRights, RightsFields } from './rights-fields.tsx'
import { ToldLink } from './told-link.tsx'

/** Makes a link with which somebody makes an account. */
export function InviteDialog({ onInvited, onClose }: { readonly onInvited: () => void; readonly onClose: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const rights = useSignal<ChosenRights>({ role: 'operator' })
  const link = useSignal<LinkView | undefined>(undefined)
  const invite = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const body = { ...filledIn(event.currentTarget as HTMLFormElement), ...rights.value }
    link.value = (await run(() => callHub('createInvitation', { body })))?.value.link
    if (link.value !== undefined) onInvited()
  }
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form class="flex flex-col gap-5 overflow-y-auto p-5" onSubmit={(event) => void invite(event)} noValidate>
        {link.value === undefined ? (
          <>
            <Field
              label="E-mail (optional)"
              name="email"
              type="email"
              autoComplete="off"
              hint={
                session.value?.sendsMail === true
                  ? 'The link is mailed there, and nobody else may use it.'
                  : 'Nobody with another address may use the link.'
              }
              fault={fault.value}
            />
            <RightsFields rights={rights} />
            <FormFault fault={fault.value} fields={['email']} />
            <SubmitButton isBusy={isBusy.value}>Make the link</SubmitButton>
          </>
        ) : (
          <>
            <ToldLink link={link.value} label="Invitation link" />
            <button type="button" class="btn h-11" onClick={onClose}>
              Done
            </button>
          </>
        )}
      </form>
    </Dialog>
  )
}
