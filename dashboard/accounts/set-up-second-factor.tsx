import type * as z from 'zod/mini'
import type { secondFactorSetUpSchema } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { QrCode } from './qr-code.tsx'

export type SecondFactorSetUp = z.infer<typeof secondFactorSetUpSchema>

/** Tells the secret for the app and the backup codes once, and asks for a first code of the app. */
export function SetUpSecondFactor({
  setUp,
  onDone,
}: {
  readonly setUp: SecondFactorSetUp
  readonly onDone: () => void
}) {
  const { fault, isBusy, run } = useSubmission()
  const secret = new URL(setUp.uri).searchParams.get('secret') ?? ''
  const confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const body = filledIn(event.currentTarget as HTMLFormElement)
    if ((await run(() => callHub('confirmSecondFactor', { body }))) !== undefined) onDone()
  }
  return (
    <div class="flex flex-col gap-5">
      <div class="flex flex-wrap items-start gap-5">
        <QrCode text={setUp.uri} label="QR code for the authenticator app" />
        <div class="min-w-56 flex-1 text-sm">
          <p>1. Scan this with your authenticator app, or type its secret:</p>
          <p class="my-2 font-mono break-all select-all">{secret}</p>
          <p>2. Keep the backup codes where you find them without your phone. Each works once.</p>
        </div>
      </div>
      <CopyText label="Backup codes" text={setUp.backupCodes.join(' ')} />
      <form class="flex flex-col gap-3" onSubmit={(event) => void confirm(event)} noValidate>
        <Field
          label="3. The code that the app shows now"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          class="font-mono"
          fault={fault.value}
        />
        <FormFault fault={fault.value} fields={['code']} />
        <div class="flex gap-2">
          <SubmitButton isBusy={isBusy.value}>Turn it on</SubmitButton>
          <button type="button" class="btn btn-ghost h-11" onClick={onDone}>
            Cancel
          </button>
        </div>
      </form>
    </div>
  )
}
