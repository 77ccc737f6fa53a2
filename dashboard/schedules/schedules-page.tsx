import { useSignal } from '@preact/signals'
import type { ScheduleView } from '#contract/schedules.ts'
import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { noticed, sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { ScheduleRow } from './schedule-row.tsx'
import { SchedulesTabs } from './schedules-tabs.tsx'
import { ownTimeZone } from './zoned-time.ts'

/** What is sent later, the next first. */
export function SchedulesPage() {
  const { value, fault, reload } = useFresh(() => callHub('listSchedules'))
  const edited = useSignal<{ readonly schedule?: ScheduleView } | undefined>(undefined)
  const schedules = value.value?.schedules
  const enable = async (schedule: ScheduleView, enabled: boolean): Promise<void> => {
    const { id, owner: _owner, next: _next, last: _last, ...body } = schedule
    noticed(await callHub('putSchedule', { id, body: { ...body, enabled } }))
    await reload()
  }
  const remove = async (id: string): Promise<void> => {
    noticed(await callHub('deleteSchedule', { id }))
    await reload()
  }
  return (
    <div class="mx-auto max-w-4xl">
      <SchedulesTabs />
      <PageTitle title="Schedules" detail={`Messages that are sent later; times are those of ${ownTimeZone()}`}>
        {may('operator') && (
          <button
            type="button"
            class="btn btn-primary h-11"
            onClick={() => {
              edited.value = {}
            }}
          >
            Send later
          </button>
        )}
      </PageTitle>
      <p role="alert" class="text-error empty:hidden">
        {fault.value === undefined ? '' : sentence(fault.value.message)}
      </p>
      {schedules?.length === 0 && (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          Nothing is planned. A message may be sent once, at a day and time, or again and again.
        </p>
      )}
      {schedules !== undefined && schedules.length > 0 && (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {schedules.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              onEdit={() => {
                edited.value = { schedule }
              }}
              onDelete={() => void remove(schedule.id)}
              onEnable={(enabled) => void enable(schedule, enabled)}
            />
          ))}
        </ul>
      )}
      {edited.value !== undefined && (
        <ScheduleDialog
          schedule={edited.value.schedule}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}
