import type { ScheduleView } from '#contract/schedules.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { recipientsOf } from '../displays/target-body.ts'
import { targetText } from '../displays/target-text.ts'
import { may } from '../session/session.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { sentence } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { recurrenceText } from './recurrence.ts'
import { momentText, ownTimeZone } from './zoned-time.ts'

interface ScheduleRowProps {
  readonly schedule: ScheduleView
  readonly onEdit: () => void
  readonly onDelete: () => void
  readonly onEnable: (isEnabled: boolean) => void
}

/** One message for later: when it is due next, and what came of the last time. */
export function ScheduleRow({ schedule, onEdit, onDelete, onEnable }: ScheduleRowProps) {
  const { name, to, message, cron, enabled = true, next, owner, timeZone } = schedule
  const rhythm = cron === undefined ? 'Once' : recurrenceText(cron)
  const zone = cron === undefined || timeZone === undefined || timeZone === ownTimeZone() ? '' : ` (${timeZone})`
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 py-4" aria-label={`Schedule ${name}`}>
      <div class={`min-w-0 flex-1 basis-72 ${enabled ? '' : 'text-muted'}`}>
        <div class="flex flex-wrap items-baseline gap-x-3">
          <h2 class="max-w-full truncate text-base font-semibold">{name}</h2>
          <p class="font-medium tabular-nums">
            {next === undefined ? (enabled ? 'Over' : 'Off') : momentText(Date.parse(next))}
          </p>
        </div>
        <p class="truncate text-sm">“{message.text.replaceAll('\n', ' ⏎ ')}”</p>
        <p class="text-muted text-sm">
          {rhythm}
          {zone} · {targetText(recipientsOf(to), nameOfDisplay)} · by {owner}
        </p>
        <LastTime schedule={schedule} />
      </div>
      {may('operator') && (
        <div class="flex flex-wrap items-center gap-2">
          <Switch label={`${name} is on`} isOn={enabled} onToggle={onEnable} />
          <ConfirmButton action="Delete" subject={`schedule ${name}`} onConfirm={onDelete} />
          <button type="button" class="btn h-11 md:h-10" aria-label={`Change schedule ${name}`} onClick={onEdit}>
            Change
          </button>
        </div>
      )}
    </li>
  )
}

function LastTime({ schedule: { last } }: { readonly schedule: ScheduleView }) {
  if (last === undefined) return null
  const at = clockTime(Date.parse(last.at), Date.now())
  if (last.fault !== undefined) {
    return (
      <p class="mt-1 flex items-start gap-1.5 text-sm text-error">
        <Icon name="alert" class="mt-0.5 size-4" />
        Not sent {at}: {sentence(last.fault)}
      </p>
    )
  }
  return (
    <p class="mt-1 flex items-center gap-1.5 text-sm">
      <Icon name="check" class="size-4 text-success" />
      Sent {at}
      {last.messageId !== undefined && (
        <a
          href={`/messages?message=${last.messageId}`}
          class="link link-primary inline-flex items-center max-md:min-h-11"
        >
          what became of it
        </a>
      )}
    </p>
  )
}
