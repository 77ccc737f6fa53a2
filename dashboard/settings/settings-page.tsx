import { useSignal } from '@preact/signals'
import type { Settings } from '#contract/settings.ts'
import { callHub } from '../hub/hub.ts'
import { administersHub } from '../session/session.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { useLoaded } from '../ui/loaded.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Panel } from '../ui/panel.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

interface SettingField {
  readonly name: keyof Settings
  readonly label: string
  readonly hint: string
  /** What one of the field is for the hub. */
  readonly unit: number
}

const history: readonly SettingField[] = [
  { name: 'historyDays', label: 'Days', hint: 'Finished messages are kept for as long.', unit: 1 },
  { name: 'historyMessages', label: 'Messages', hint: 'Of more than these the oldest go first.', unit: 1 },
]
const unsent: readonly SettingField[] = [
  {
    name: 'softUnsentBytes',
    label: 'Leave out what has QoS 0 from (KiB)',
    hint: 'Of a client that reads too slowly.',
    unit: 1024,
  },
  {
    name: 'maxUnsentBytes',
    label: 'Close the connection from (KiB)',
    hint: 'So that nobody waits for it.',
    unit: 1024,
  },
]
const all = [...history, ...unsent]

/** What an administrator may change while the hub runs. */
export function SettingsPage() {
  const { value, fault, reload } = useLoaded(() => callHub('getSettings'))
  if (!administersHub.value) return <p class="text-muted py-24 text-center">This is for administrators.</p>
  return (
    <div class="mx-auto max-w-2xl">
      <PageTitle title="Settings" detail="What counts at once, and after a restart" />
      <FormFault fault={fault.value} />
      {value.value !== undefined && <SettingsForm settings={value.value} onSaved={() => void reload()} />}
    </div>
  )
}

function SettingsForm({ settings, onSaved }: { readonly settings: Settings; readonly onSaved: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const isSaved = useSignal(false)
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const given = filledIn(event.currentTarget as HTMLFormElement)
    const body = Object.fromEntries(all.map(({ name, unit }) => [name, numberOf(given[name], unit)]))
    isSaved.value = (await run(() => callHub('putSettings', { body }))) !== undefined
    if (isSaved.value) onSaved()
  }
  const fields = (list: readonly SettingField[]) => (
    <div class="grid gap-3 sm:grid-cols-2">
      {list.map(({ name, label, hint, unit }) => (
        <Field
          key={name}
          label={label}
          name={name}
          hint={hint}
          inputMode="numeric"
          autoComplete="off"
          value={String(settings[name] / unit)}
          fault={fault.value}
        />
      ))}
    </div>
  )
  return (
    <form class="flex flex-col gap-4" onSubmit={(event) => void save(event)} noValidate>
      <Panel title="History">{fields(history)}</Panel>
      <Panel title="Slow MQTT clients">{fields(unsent)}</Panel>
      <FormFault fault={fault.value} fields={all.map(({ name }) => name)} />
      <p role="status" class="text-success empty:hidden">
        {isSaved.value ? 'Saved.' : ''}
      </p>
      <SubmitButton isBusy={isBusy.value} class="self-start">
        Save
      </SubmitButton>
    </form>
  )
}

/** What is no number goes to the hub as it is, which says what is wrong with it. */
function numberOf(text = '', unit: number): number | string {
  const value = Number(text)
  return text === '' || Number.isNaN(value) ? text : value * unit
}
