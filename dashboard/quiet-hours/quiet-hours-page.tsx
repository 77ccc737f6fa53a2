import { useSignal } from '@preact/signals'
import type { QuietHoursView } from '#contract/quiet-hours.ts'
import { callHub } from '../hub/hub.ts'
import { SchedulesTabs } from '../schedules/schedules-tabs.tsx'
import { administersHub } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { noticed, sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { QuietHoursDialog } from './quiet-hours-dialog.tsx'
import { QuietHoursRow } from './quiet-hours-row.tsx'

/** When displays are left in peace; messages wait until it is over. */
export function QuietHoursPage() {
  const { value, fault, reload } = useFresh(() => callHub('listQuietHours'))
  const edited = useSignal<{ readonly rule?: QuietHoursView } | undefined>(undefined)
  const rules = value.value?.rules
  const enable = async (rule: QuietHoursView, enabled: boolean): Promise<void> => {
    const { id, active: _active, next: _next, ...body } = rule
    noticed(await callHub('putQuietHours', { id, body: { ...body, enabled } }))
    await reload()
  }
  const remove = async (id: string): Promise<void> => {
    noticed(await callHub('deleteQuietHours', { id }))
    await reload()
  }
  return (
    <div class="mx-auto max-w-4xl">
      <SchedulesTabs />
      <PageTitle title="Quiet hours" detail="Messages wait until they are over, unless they are urgent or expire">
        {administersHub.value && (
          <button
            type="button"
            class="btn btn-primary h-11"
            onClick={() => {
              edited.value = {}
            }}
          >
            New quiet hours
          </button>
        )}
      </PageTitle>
      <p role="alert" class="text-error empty:hidden">
        {fault.value === undefined ? '' : sentence(fault.value.message)}
      </p>
      {rules?.length === 0 && (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          No quiet hours yet: displays show messages at any time of day and night.
        </p>
      )}
      {rules !== undefined && rules.length > 0 && (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {rules.map((rule) => (
            <QuietHoursRow
              key={rule.id}
              rule={rule}
              onEdit={() => {
                edited.value = { rule }
              }}
              onDelete={() => void remove(rule.id)}
              onEnable={(enabled) => void enable(rule, enabled)}
            />
          ))}
        </ul>
      )}
      {edited.value !== undefined && (
        <QuietHoursDialog
          rule={edited.value.rule}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}
