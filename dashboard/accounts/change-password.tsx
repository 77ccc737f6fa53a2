import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { Panel } from '../ui/panel.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewPasswordField } from './new-account-fields.tsx'

/** Changes the password of whoever is logged in. */
export function ChangePassword({ email }: { readonly email: string }) {
  const { fault, isBusy, run } = useSubmission()
  const isDone = useSignal(false)
  const change = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const { current, password } = filledIn(form)
    isDone.value = (await run(() => callHub('changePassword', { body: { current, password } }))) !== undefined
    if (isDone.value) form.reset()
  }
  return (
    <Panel title="Password">
      <form class="flex flex-col gap-3" onSubmit={(event) => void change(event)} noValidate>
        {/* For password managers, which ask whose password it is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          fault={fault.value}
        />
        <NewPasswordField fault={fault.value} label="New password" />
        <FormFault fault={fault.value} fields={['current', 'password']} />
        <p role="status" class="text-success empty:hidden">
          {isDone.value ? 'Changed. Every other log-in of yours has ended.' : ''}
        </p>
        <SubmitButton isBusy={isBusy.value} class="self-start">
          Change the password
        </SubmitButton>
      </form>
    </Panel>
  )
}
