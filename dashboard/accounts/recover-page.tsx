import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { session } from '../session/session.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Entry, EntryLink } from './entry.tsx'
import { dropLinkToken, linkToken } from './link-token.ts'
import { NewPasswordField } from './new-account-fields.tsx'

/** Asks for a link that sets a new password; with the token of one it sets it. */
export function RecoverPage() {
  const [token] = useState(linkToken)
  return token === undefined ? <AskForLink /> : <SetPassword token={token} />
}

function AskForLink() {
  const { fault, isBusy, run } = useSubmission()
  const isAsked = useSignal(false)
  const ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const body = filledIn(event.currentTarget as HTMLFormElement)
    isAsked.value = (await run(() => callHub('requestRecovery', { body }))) !== undefined
  }
  const sendsMail = session.value?.sendsMail === true
  return (
    <Entry title="Forgotten your password?" lead="A link with which you set a new one works once and for a while.">
      {isAsked.value ? (
        <p role="status">
          {sendsMail
            ? 'If there is such an account, a mail with a link is on its way.'
            : 'If there is such an account, the link stands in the log of the hub now. An administrator can give it to you.'}
        </p>
      ) : (
        <form class="flex flex-col gap-4" onSubmit={(event) => void ask(event)} noValidate>
          <Field label="E-mail" name="email" type="email" autoComplete="username" fault={fault.value} />
          <FormFault fault={fault.value} fields={['email']} />
          <SubmitButton isBusy={isBusy.value}>Ask for a link</SubmitButton>
        </form>
      )}
      <EntryLink to="/">Log in</EntryLink>
    </Entry>
  )
}

function SetPassword({ token }: { readonly token: string }) {
  const { fault, isBusy, run } = useSubmission()
  const isSet = useSignal(false)
  const set = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { password } = filledIn(event.currentTarget as HTMLFormElement)
    if ((await run(() => callHub('recover', { body: { token, password } }))) === undefined) return
    dropLinkToken()
    isSet.value = true
  }
  if (isSet.value) {
    return (
      <Entry title="Your password is set" lead="Every log-in of yours has ended. Log in with the new one.">
        <EntryLink to="/">Log in</EntryLink>
      </Entry>
    )
  }
  return (
    <Entry title="Set a new password" lead="Everything that is logged in with the old one is logged out.">
      <form class="flex flex-col gap-4" onSubmit={(event) => void set(event)} noValidate>
        <NewPasswordField fault={fault.value} />
        <FormFault fault={fault.value} fields={['password']} />
        <SubmitButton isBusy={isBusy.value}>Set the password</SubmitButton>
      </form>
      {fault.value?.code === 'not_found' && <EntryLink to="/recover">Ask for another link</EntryLink>}
    </Entry>
  )
}
