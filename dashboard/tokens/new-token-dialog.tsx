import { useSignal } from '@preact/signals'
import type { ReachView } from '#contract/people.ts'
import type { TokenView } from '#contract/tokens.ts'
import { ReachPicker } from '../accounts/reach-picker.tsx'
import { callHub } from '../hub/hub.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { tokenRoleOptions } from './token-role-names.ts'

const lifetimes = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
  ['never', 'for ever'],
] as const

/** Makes a token and tells it once. */
export function NewTokenDialog({ onMade, onClose }: { readonly onMade: () => void; readonly onClose: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const role = useSignal<TokenView['role']>('operator')
  const lifetime = useSignal<(typeof lifetimes)[number][0]>('90')
  const reach = useSignal<ReachView | undefined>(undefined)
  const token = useSignal<string | undefined>(undefined)
  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { name } = filledIn(event.currentTarget as HTMLFormElement)
    const expiresInDays = lifetime.value === 'never' ? null : Number(lifetime.value)
    const body = { name: name?.trim(), role: role.value, expiresInDays, ...reach.value }
    token.value = (await run(() => callHub('createToken', { body })))?.value.token
    if (token.value !== undefined) onMade()
  }
  return (
    <Dialog title="New API token" onClose={onClose}>
      {token.value === undefined ? (
        <form class="flex flex-col gap-5 overflow-y-auto p-5" onSubmit={(event) => void make(event)} noValidate>
          <Field label="What it is for" name="name" autoComplete="off" placeholder="Door bell" fault={fault.value} />
          <SelectField
            label="Role"
            options={tokenRoleOptions}
            value={role.value}
            onChange={(chosen) => {
              role.value = chosen
            }}
          />
          <ReachPicker
            reach={reach.value}
            onChange={(chosen) => {
              reach.value = chosen
            }}
          />
          <SelectField
            label="Good for"
            options={lifetimes}
            value={lifetime.value}
            onChange={(chosen) => {
              lifetime.value = chosen
            }}
          />
          <FormFault fault={fault.value} fields={['name']} />
          <SubmitButton isBusy={isBusy.value}>Make the token</SubmitButton>
        </form>
      ) : (
        <div class="flex flex-col gap-5 p-5">
          <CopyText label="Token" text={token.value} />
          <p class="text-muted text-sm">
            Copy it now: it is not shown again. Send it as <code>Authorization: Bearer …</code> over HTTP, or as the
            password over MQTT.
          </p>
          <button type="button" class="btn h-11" onClick={onClose}>
            Done
          </button>
        </div>
      )}
    </Dialog>
  )
}
