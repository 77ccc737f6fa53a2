import { useLocation } from 'preact-iso/router'
import { callHub } from '../hub/hub.ts'
import { session } from '../session/session.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Entry, EntryLink } from './entry.tsx'
import { NewAccountFields, newAccountFields } from './new-account-fields.tsx'

/** Makes whoever has the code of the log the administrator of a hub that has none. */
export function ClaimPage() {
  const { route } = useLocation()
  const { fault, isBusy, run } = useSubmission()
  if (session.value?.claimed === true) {
    return (
      <Entry title="This hub has been claimed" lead="It has an administrator already.">
        <EntryLink to="/">Go on</EntryLink>
      </Entry>
    )
  }
  const needsCode = session.value?.claimNeedsCode !== false
  const claim = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const body = filledIn(event.currentTarget as HTMLFormElement)
    if ((await run(() => callHub('claimHub', { body }))) !== undefined) route('/', true)
  }
  return (
    <Entry
      title="Claim this hub"
      lead={
        needsCode
          ? 'Nobody is the administrator of this hub yet. Whoever has the code of its log becomes the one.'
          : 'Nobody is the administrator of this hub yet. You are on its own machine, so you need no code.'
      }
    >
      <form class="flex flex-col gap-4" onSubmit={(event) => void claim(event)} noValidate>
        {needsCode && (
          <Field
            label="Code"
            name="code"
            autoComplete="off"
            placeholder="XXXX-XXXX-XXXX"
            class="font-mono uppercase"
            hint="The hub writes it to its log when it starts: look in its terminal, in docker logs or in journalctl."
            fault={fault.value}
          />
        )}
        <NewAccountFields fault={fault.value} />
        <FormFault fault={fault.value} fields={[...newAccountFields, 'code']} />
        <SubmitButton isBusy={isBusy.value}>Become the administrator</SubmitButton>
        {session.value?.principal != null && <EntryLink to="/">Not now</EntryLink>}
      </form>
    </Entry>
  )
}
