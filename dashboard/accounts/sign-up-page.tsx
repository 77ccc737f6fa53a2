import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { callHub } from '../hub/hub.ts'
import { FormFault } from '../ui/field.tsx'
import { useLoaded } from '../ui/loaded.ts'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Entry, EntryLink } from './entry.tsx'
import { linkToken } from './link-token.ts'
import { NewAccountFields, newAccountFields } from './new-account-fields.tsx'
import { roleNames } from './role-names.ts'

/** Makes an account for whoever comes, where the hub allows that. */
export function SignUpPage() {
  return (
    <Entry title="Make an account" lead="You may look at everything; an administrator may let you do more.">
      <SignUpForm />
      <EntryLink to="/">I have one</EntryLink>
    </Entry>
  )
}

/** Makes the account that somebody was invited to. */
export function InvitationPage() {
  const [token] = useState(linkToken)
  const { value, fault } = useLoaded(() => callHub('readInvitation', { body: { token: token ?? '' } }))
  if (fault.value !== undefined || token === undefined) {
    return (
      <Entry title="This invitation is not good" lead="It was used, taken back, or it is over. Ask for another one.">
        <EntryLink to="/">Log in</EntryLink>
      </Entry>
    )
  }
  if (value.value === undefined) return null
  const { invitedBy, role, email } = value.value
  return (
    <Entry
      title="You are invited"
      lead={
        <>
          <span class="[overflow-wrap:anywhere]">{invitedBy}</span> invites you to this hub as {roleNames[role].article}
          .
        </>
      }
    >
      <SignUpForm invitation={token} email={email} />
    </Entry>
  )
}

function SignUpForm({ invitation, email }: { readonly invitation?: string; readonly email?: string | undefined }) {
  const { route } = useLocation()
  const { fault, isBusy, run } = useSubmission()
  const mailedTo = useSignal<string | undefined>(undefined)
  const signUp = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const given = filledIn(event.currentTarget as HTMLFormElement)
    const body = { ...given, ...(invitation === undefined ? {} : { invitation }) }
    const done = await run(() => callHub('signUp', { body }))
    if (done?.value.next === 'verify_email') mailedTo.value = given['email']
    else if (done !== undefined) route('/', true)
  }
  if (mailedTo.value !== undefined) {
    return <p role="status">A mail is on its way to {mailedTo.value}. Follow its link, and then log in.</p>
  }
  return (
    <form class="flex flex-col gap-4" onSubmit={(event) => void signUp(event)} noValidate>
      <NewAccountFields fault={fault.value} email={email} />
      <FormFault fault={fault.value} fields={newAccountFields} />
      <SubmitButton isBusy={isBusy.value}>Make the account</SubmitButton>
    </form>
  )
}
