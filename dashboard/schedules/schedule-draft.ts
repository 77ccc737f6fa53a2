import type { Schedule, ScheduleView } from '#contract/schedules.ts'
import { type Draft, emptyDraft, messageOf } from '../composer/draft.ts'
import { optionsOf } from '../composer/options.ts'
import { recipientsOf, targetOf } from '../displays/target-body.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { cronOf, type Recurrence, recurrenceOf, usualRecurrence } from './recurrence.ts'
import { instantOf, ownTimeZone, wallClock } from './zoned-time.ts'

const hourMs = 3_600_000

/** What is sent later, while it is being written. */
export interface ScheduleDraft {
  readonly name: string
  readonly to: Recipients
  readonly message: Omit<Draft, 'to'>
  readonly kind: 'once' | 'again'
  /** Of `once`: what clocks of the zone show. */
  readonly date: string
  readonly time: string
  readonly recurrence: Recurrence
  readonly timeZone: string
  /** The last day of `again`; empty is none. */
  readonly lastDay: string
  readonly enabled: boolean
}

const { to: _, ...emptyMessage } = emptyDraft

export function newSchedule(now: number): ScheduleDraft {
  const timeZone = ownTimeZone()
  const soon = wallClock(Math.ceil((now + hourMs / 4) / (hourMs / 4)) * (hourMs / 4), timeZone)
  return {
    name: '',
    to: [],
    message: emptyMessage,
    kind: 'once',
    ...soon,
    recurrence: usualRecurrence,
    timeZone,
    lastDay: '',
    enabled: true,
  }
}

export function draftOfSchedule(schedule: ScheduleView, now: number): ScheduleDraft {
  const { name, to, message, at, cron, endsAt, enabled = true } = schedule
  const timeZone = schedule.timeZone ?? ownTimeZone()
  return {
    ...newSchedule(now),
    ...(at === undefined ? {} : wallClock(Date.parse(at), timeZone)),
    name,
    to: recipientsOf(to),
    message: { text: message.text, options: optionsOf(message) },
    kind: at === undefined ? 'again' : 'once',
    recurrence: cron === undefined ? usualRecurrence : recurrenceOf(cron),
    timeZone,
    lastDay: endsAt === undefined ? '' : wallClock(Date.parse(endsAt) - 1, timeZone).date,
    enabled,
  }
}

/** The body of the operations that make and change it; `undefined` if its date is none. */
export function scheduleOfDraft(draft: ScheduleDraft): Schedule | undefined {
  const { name, to, message, kind, date, time, recurrence, timeZone, lastDay, enabled } = draft
  const common = {
    name: name.trim() === '' ? message.text.trim().split('\n')[0]?.slice(0, 40) || 'Message' : name.trim(),
    to: targetOf(to),
    message: messageOf({ ...message, to: [] }),
    ...(enabled ? {} : { enabled }),
  }
  if (kind === 'once') {
    const at = instantOf(date, time, timeZone)
    return at === undefined ? undefined : { ...common, at: new Date(at).toISOString() }
  }
  const ends = lastDay === '' ? undefined : endOfDay(lastDay, timeZone)
  return {
    ...common,
    cron: cronOf(recurrence),
    timeZone,
    ...(ends === undefined ? {} : { endsAt: new Date(ends).toISOString() }),
  }
}

/** The first instant of the day after. */
function endOfDay(date: string, timeZone: string): number | undefined {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * hourMs)
  return Number.isNaN(next.getTime()) ? undefined : instantOf(next.toISOString().slice(0, 10), '00:00', timeZone)
}
