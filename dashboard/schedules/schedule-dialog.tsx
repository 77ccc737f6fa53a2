import { useSignal } from '@preact/signals'
import { useRef, useState } from 'preact/hooks'
import { maxTextBytes } from '#contract/bounds.ts'
import type { ScheduleView } from '#contract/schedules.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { loadDisplayCore } from '../composer/display-core-module.ts'
import { MessageOptions } from '../composer/message-options.tsx'
import { optionsFault } from '../composer/options.ts'
import { layOut, layoutNotes, Previews } from '../composer/previews.tsx'
import { sizesInUse } from '../composer/recipients.ts'
import { TargetPicker } from '../composer/target-picker.tsx'
import { TextField } from '../composer/text-field.tsx'
import { sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { callHub } from '../hub/hub.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TwoPartDialog } from '../ui/two-part-dialog.tsx'
import { NextTimes } from './next-times.tsx'
import { cronOf } from './recurrence.ts'
import { draftOfSchedule, newSchedule, type ScheduleDraft, scheduleOfDraft } from './schedule-draft.ts'
import { WhenFields } from './when-fields.tsx'
import { momentText, ownTimeZone } from './zoned-time.ts'

interface ScheduleDialogProps {
  /** `undefined` for a new one. */
  readonly schedule: ScheduleView | undefined
  readonly onSaved: () => void
  readonly onClose: () => void
}

void loadDisplayCore().catch(() => undefined)

/** Where a message for later is written. */
export function ScheduleDialog({ schedule, onSaved, onClose }: ScheduleDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  const [now] = useState(() => Date.now())
  const draft = useSignal<ScheduleDraft>(schedule === undefined ? newSchedule(now) : draftOfSchedule(schedule, now))
  const textArea = useRef<HTMLTextAreaElement>(null)
  const change = (part: Partial<ScheduleDraft>): void => {
    draft.value = { ...draft.value, ...part }
  }
  const { name, to, message, kind, recurrence, timeZone } = draft.value
  const laidOut = layOut(message, sizesInUse(chosenDisplays(to, sortedDisplays.value)))
  const { pages, substitutions } = layoutNotes(message, laidOut)
  const bytes = utf8Bytes(message.text)
  const body = scheduleOfDraft(draft.value)
  const wrong = optionsFault(message.options)
  const canSave = wrong === undefined && body !== undefined && bytes > 0 && bytes <= maxTextBytes && to.length > 0
  const save = async (): Promise<void> => {
    if (!canSave) return
    const saved = await run(() =>
      schedule === undefined ? callHub('addSchedule', { body }) : callHub('putSchedule', { id: schedule.id, body }),
    )
    if (saved === undefined) return
    onSaved()
    onClose()
  }
  return (
    <TwoPartDialog
      title={schedule === undefined ? 'Send later' : `Change ${schedule.name}`}
      onClose={onClose}
      onSubmit={() => void save()}
      aside={<Previews draft={message} laidOut={laidOut} />}
      footer={
        <>
          <div class="mr-auto min-w-0">
            {wrong === undefined ? (
              <FormFault fault={fault.value} fields={['name']} />
            ) : (
              <p class="text-error">{wrong}</p>
            )}
          </div>
          <button type="button" class="btn btn-ghost h-11" onClick={onClose}>
            Cancel
          </button>
          <SubmitButton isBusy={isBusy.value} isDisabled={!canSave}>
            Save
          </SubmitButton>
        </>
      }
    >
      <TargetPicker displays={sortedDisplays.value} to={to} onChange={(next) => change({ to: next })} />
      <TextField
        inputRef={textArea}
        text={message.text}
        bytes={bytes}
        pages={pages}
        substitutions={substitutions}
        onChange={(text) => change({ message: { ...message, text } })}
      />
      <MessageOptions value={message.options} onChange={(options) => change({ message: { ...message, options } })} />
      <WhenFields draft={draft.value} onChange={change} />
      {kind === 'again' ? (
        <NextTimes cron={cronOf(recurrence)} timeZone={timeZone} />
      ) : (
        body?.at !== undefined &&
        timeZone !== ownTimeZone() && <p class="text-muted text-sm">Here that is {momentText(Date.parse(body.at))}.</p>
      )}
      <Field
        label="What it is called"
        name="name"
        autoComplete="off"
        placeholder={body?.name ?? ''}
        value={name}
        onInput={(next) => change({ name: next })}
        hint="In the list; not on the glass."
        fault={fault.value}
      />
    </TwoPartDialog>
  )
}
