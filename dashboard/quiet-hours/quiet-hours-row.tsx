import type { QuietHoursView } from '#contract/quiet-hours.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { recipientsOf } from '../displays/target-body.ts'
import { targetText } from '../displays/target-text.ts'
import { ownTimeZone } from '../schedules/zoned-time.ts'
import { administersHub } from '../session/session.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Switch } from '../ui/switch.tsx'
import { allowOptions, daysText } from './quiet-draft.ts'

interface QuietHoursRowProps {
  readonly rule: QuietHoursView
  readonly onEdit: () => void
  readonly onDelete: () => void
  readonly onEnable: (isEnabled: boolean) => void
}

/** One rule: whom it leaves in peace, when, and whether it does now. */
export function QuietHoursRow({ rule, onEdit, onDelete, onEnable }: QuietHoursRowProps) {
  const { to, from, until, days, timeZone, allow = 'critical', backlight, enabled = true, active, next } = rule
  const whom = targetText(recipientsOf(to), nameOfDisplay)
  const name = rule.name ?? whom
  const zone = timeZone === undefined || timeZone === ownTimeZone() ? '' : ` (${timeZone})`
  const facts = [
    rule.name === undefined ? '' : whom,
    allowOptions.find(([priority]) => priority === allow)?.[1].toLowerCase() ?? '',
    backlight === 'off' ? 'backlight off' : '',
  ].filter((fact) => fact !== '')
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 py-4" aria-label={`Quiet hours ${name}`}>
      <div class={`min-w-0 flex-1 basis-60 ${enabled ? '' : 'text-muted'}`}>
        <div class="flex flex-wrap items-center gap-x-2">
          <h2 class="max-w-full truncate text-base font-semibold">{name}</h2>
          {active && (
            <span class="badge badge-sm border-base-300 bg-base-200">
              quiet now{next === undefined ? '' : ` until ${clockTime(Date.parse(next), Date.now())}`}
            </span>
          )}
        </div>
        <p class="text-sm tabular-nums">
          {from} – {until}, {daysText(days)}
          {zone}
        </p>
        <p class="text-muted text-sm">{facts.join(' · ')}</p>
      </div>
      {administersHub.value ? (
        <div class="flex flex-wrap items-center gap-2">
          <Switch label={`Quiet hours ${name} are on`} isOn={enabled} onToggle={onEnable} />
          <ConfirmButton action="Delete" subject={`quiet hours ${name}`} onConfirm={onDelete} />
          <button type="button" class="btn h-11 md:h-10" aria-label={`Change quiet hours ${name}`} onClick={onEdit}>
            Change
          </button>
        </div>
      ) : (
        !enabled && <span class="badge badge-sm border-base-300 bg-base-200">off</span>
      )}
    </li>
  )
}
