import { useSignal } from '@preact/signals'
import type { QuietHoursView } from '#contract/quiet-hours.ts'
import { TargetPicker } from '../composer/target-picker.tsx'
import { sortedDisplays } from '../displays/display-signals.ts'
import { callHub } from '../hub/hub.ts'
import { TimeZoneField } from '../schedules/time-zone-field.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { InputField } from '../ui/input-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import {
  allowOptions,
  days,
  draftOfQuietHours,
  newQuietHours,
  type QuietDraft,
  quietHoursOfDraft,
} from './quiet-draft.ts'

interface QuietHoursDialogProps {
  /** `undefined` for new ones. */
  readonly rule: QuietHoursView | undefined
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** When some displays are left in peace, and from what. */
export function QuietHoursDialog({ rule, onSaved, onClose }: QuietHoursDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  const draft = useSignal<QuietDraft>(rule === undefined ? newQuietHours() : draftOfQuietHours(rule))
  const change = (part: Partial<QuietDraft>): void => {
    draft.value = { ...draft.value, ...part }
  }
  const { name, to, from, until, days: chosen, timeZone, allow, backlight } = draft.value
  const canSave = to.length > 0 && from !== '' && until !== '' && chosen.length > 0
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!canSave) return
    const body = quietHoursOfDraft(draft.value)
    const saved = await run(() =>
      rule === undefined ? callHub('addQuietHours', { body }) : callHub('putQuietHours', { id: rule.id, body }),
    )
    if (saved === undefined) return
    onSaved()
    onClose()
  }
  return (
    <Dialog title={rule === undefined ? 'New quiet hours' : 'Change quiet hours'} onClose={onClose}>
      <form class="flex min-h-0 flex-col gap-4 overflow-y-auto p-5" onSubmit={(event) => void save(event)} noValidate>
        <TargetPicker displays={sortedDisplays.value} to={to} onChange={(next) => change({ to: next })} />
        <div class="grid grid-cols-2 gap-4">
          <InputField label="From" type="time" value={from} onChange={(next) => change({ from: next })} />
          <InputField
            label="Until"
            type="time"
            value={until}
            onChange={(next) => change({ until: next })}
            hint={until <= from ? 'On the next day.' : ''}
          />
        </div>
        <fieldset>
          <legend class="mb-1.5 text-sm font-medium">Begins on</legend>
          <div class="flex flex-wrap gap-1.5">
            {days.map(([day, label]) => (
              <button
                key={day}
                type="button"
                class="btn h-11 px-3 aria-pressed:btn-primary"
                aria-pressed={chosen.includes(day)}
                onClick={() =>
                  change({ days: chosen.includes(day) ? chosen.filter((each) => each !== day) : [...chosen, day] })
                }
              >
                {label}
              </button>
            ))}
          </div>
        </fieldset>
        <TimeZoneField timeZone={timeZone} onChange={(next) => change({ timeZone: next })} />
        <SelectField
          label="Shown all the same"
          options={allowOptions}
          value={allow}
          onChange={(next) => change({ allow: next })}
        />
        <Choice
          label="Backlight"
          options={[
            ['unchanged', 'As it is'],
            ['off', 'Off'],
          ]}
          value={backlight}
          onChange={(next) => change({ backlight: next })}
        />
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          placeholder="Optional"
          value={name}
          onInput={(next) => change({ name: next })}
          fault={fault.value}
        />
        <FormFault fault={fault.value} fields={['name']} />
        <SubmitButton isBusy={isBusy.value} isDisabled={!canSave}>
          Save
        </SubmitButton>
      </form>
    </Dialog>
  )
}
