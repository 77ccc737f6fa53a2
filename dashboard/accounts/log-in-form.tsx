import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

/** E-mail and password, and then the code of the authenticator app if it is asked for. */
export function LogInForm() {
  const needsCode = useSignal(false)
  return needsCode.value ? (
    <SecondFactorForm
      onBack={() => {
        needsCode.value = false
      }}
    />
  ) : (
    <PasswordForm
      onCodeNeeded={() => {
        needsCode.value = true
      }}
    />
  )
}

function PasswordForm({ onCodeNeeded }: { readonly onCodeNeeded: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const logIn = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { remember, ...given } = filledIn(event.currentTarget as HTMLFormElement)
    const done = await run(() => callHub('logIn', { body: { ...given, remember: remember !== undefined } }))
    if (done?.value.next === 'second_factor') onCodeNeeded()
  }
  return (
    <form class="flex flex-col gap-4" onSubmit={(event) => void logIn(event)} noValidate>
      <Field label="E-mail" name="email" type="email" autoComplete="username" fault={fault.value} />
      <Field label="Password" name="password" type="password" autoComplete="current-password" fault={fault.value} />
      <label class="flex min-h-11 cursor-pointer items-center gap-3">
        <input type="checkbox" name="remember" class="checkbox checkbox-primary checkbox-sm" defaultChecked />
        Stay logged in on this device
      </label>
      <FormFault fault={fault.value} fields={['email', 'password']} />
      <SubmitButton isBusy={isBusy.value}>Log in</SubmitButton>
    </form>
  )
}

function SecondFactorForm({ onBack }: { readonly onBack: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const confirm = (event: SubmitEvent): void => {
    event.preventDefault()
    const body = filledIn(event.currentTarget as HTMLFormElement)
    void run(() => callHub('giveSecondFactor', { body }))
  }
  return (
    <form class="flex flex-col gap-4" onSubmit={confirm} noValidate>
      <Field
        label="Code"
        name="code"
        autoComplete="one-time-code"
        autoFocus
        class="font-mono text-lg"
        hint="Six digits from your authenticator app, or one of your backup codes."
        fault={fault.value}
      />
      <FormFault fault={fault.value} fields={['code']} />
      <SubmitButton isBusy={isBusy.value}>Log in</SubmitButton>
      <button type="button" class="btn btn-ghost h-11" onClick={onBack}>
        Begin again
      </button>
    </form>
  )
}
