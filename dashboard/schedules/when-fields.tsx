import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { InputField } from '../ui/input-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { cronOf, type Recurrence, weekdayNames } from './recurrence.ts'
import type { ScheduleDraft } from './schedule-draft.ts'
import { TimeZoneField } from './time-zone-field.tsx'

const presets: readonly (readonly [Recurrence['every'], string])[] = [
  ['hour', 'Every hour'],
  ['day', 'Every day'],
  ['weekday', 'Every weekday'],
  ['week', 'Every week'],
  ['month', 'Every month'],
  ['cron', 'By a cron expression'],
]
const weekdays = [1, 2, 3, 4, 5, 6, 0].map((day) => [day, weekdayNames[day] ?? ''] as const)
const monthDays = Array.from({ length: 31 }, (_, index) => [index + 1, String(index + 1)] as const)

interface WhenFieldsProps {
  readonly draft: ScheduleDraft
  readonly onChange: (change: Partial<ScheduleDraft>) => void
}

/** When something is sent: once, or again and again. */
export function WhenFields({ draft, onChange }: WhenFieldsProps) {
  const { kind, date, time, timeZone, recurrence, lastDay } = draft
  const { every } = recurrence
  const recur = (change: Partial<Recurrence>): void => onChange({ recurrence: { ...recurrence, ...change } })
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <div class="sm:col-span-2">
        <Choice
          label="When"
          options={[
            ['once', 'Once'],
            ['again', 'Again and again'],
          ]}
          value={kind}
          onChange={(next) => onChange({ kind: next })}
        />
      </div>
      {kind === 'once' ? (
        <>
          <InputField label="Day" type="date" value={date} onChange={(next) => onChange({ date: next })} />
          <InputField label="Time" type="time" value={time} onChange={(next) => onChange({ time: next })} />
        </>
      ) : (
        <>
          <SelectField
            label="How often"
            options={presets}
            value={every}
            onChange={(next) => recur({ every: next, ...(next === 'cron' ? { cron: cronOf(recurrence) } : {}) })}
          />
          {every === 'cron' ? (
            <Field
              label="Cron expression"
              name="cron"
              autoComplete="off"
              class="font-mono"
              value={recurrence.cron}
              onInput={(cron) => recur({ cron })}
              hint="Minute, hour, day, month, day of the week."
            />
          ) : (
            <InputField
              label="Time"
              type="time"
              value={recurrence.time}
              onChange={(next) => recur({ time: next })}
              {...(every === 'hour' ? { hint: 'Only the minute counts.' } : {})}
            />
          )}
          {every === 'week' && (
            <SelectField
              label="On"
              options={weekdays}
              value={recurrence.weekday}
              onChange={(weekday) => recur({ weekday })}
            />
          )}
          {every === 'month' && (
            <SelectField
              label="On day"
              options={monthDays}
              value={recurrence.monthDay}
              onChange={(monthDay) => recur({ monthDay })}
            />
          )}
          <InputField
            label="Last day (optional)"
            type="date"
            value={lastDay}
            onChange={(next) => onChange({ lastDay: next })}
          />
        </>
      )}
      <TimeZoneField timeZone={timeZone} onChange={(next) => onChange({ timeZone: next })} />
    </div>
  )
}
