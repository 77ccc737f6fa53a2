import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { Panel } from '../ui/panel.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type SecondFactorSetUp, SetUpSecondFactor } from './set-up-second-factor.tsx'

/** Turns the code of an authenticator app on or off. */
export function SecondFactorPanel({ isOn }: { readonly isOn: boolean }) {
  const { fault, isBusy, run } = useSubmission()
  const setUp = useSignal<SecondFactorSetUp | undefined>(undefined)
  const confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const body = filledIn(form)
    if (isOn) await run(() => callHub('removeSecondFactor', { body }))
    else setUp.value = (await run(() => callHub('setUpSecondFactor', { body })))?.value
    if (fault.value === undefined) form.reset()
  }
  if (setUp.value !== undefined) {
    return (
      <Panel title="Second factor">
        <SetUpSecondFactor
          setUp={setUp.value}
          onDone={() => {
            setUp.value = undefined
          }}
        />
      </Panel>
    )
  }
  return (
    <Panel title="Second factor">
      <p class="text-sm">
        {isOn
          ? 'At every log-in a code of your authenticator app is asked for.'
          : 'With an authenticator app on your phone, your password alone lets nobody in.'}
      </p>
      <form class="mt-3 flex flex-col gap-3" onSubmit={(event) => void confirm(event)} noValidate>
        <Field
          label="Your password, to make sure that it is you"
          name="password"
          type="password"
          autoComplete="current-password"
          fault={fault.value}
        />
        <FormFault fault={fault.value} fields={['password']} />
        <SubmitButton isBusy={isBusy.value} class="self-start">
          {isOn ? 'Turn it off' : 'Set it up'}
        </SubmitButton>
      </form>
    </Panel>
  )
}
