import type { Priority } from '#contract/message.ts'
import type { QuietHours, QuietHoursView } from '#contract/quiet-hours.ts'
import { recipientsOf, targetOf } from '../displays/target-body.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { ownTimeZone } from '../schedules/zoned-time.ts'

type Day = NonNullable<QuietHours['days']>[number]

/** In the order of the week. */
export const days: readonly (readonly [Day, string])[] = [
  ['mon', 'Mon'],
  ['tue', 'Tue'],
  ['wed', 'Wed'],
  ['thu', 'Thu'],
  ['fri', 'Fri'],
  ['sat', 'Sat'],
  ['sun', 'Sun'],
]
const everyDay = days.map(([day]) => day)

/** Quiet hours that are being written. */
export interface QuietDraft {
  readonly name: string
  readonly to: Recipients
  readonly from: string
  readonly until: string
  readonly days: readonly Day[]
  readonly timeZone: string
  readonly allow: Priority
  readonly backlight: 'off' | 'unchanged'
  readonly enabled: boolean
}

export function newQuietHours(): QuietDraft {
  return {
    name: '',
    to: [],
    from: '22:00',
    until: '07:00',
    days: everyDay,
    timeZone: ownTimeZone(),
    allow: 'critical',
    backlight: 'unchanged',
    enabled: true,
  }
}

export function draftOfQuietHours(rule: QuietHoursView): QuietDraft {
  const usual = newQuietHours()
  return {
    name: rule.name ?? '',
    to: recipientsOf(rule.to),
    from: rule.from,
    until: rule.until,
    days: rule.days ?? everyDay,
    timeZone: rule.timeZone ?? usual.timeZone,
    allow: rule.allow ?? usual.allow,
    backlight: rule.backlight ?? usual.backlight,
    enabled: rule.enabled ?? true,
  }
}

/** The body of the operations that make and change them. */
export function quietHoursOfDraft(draft: QuietDraft): object {
  const { name, to, from, until, days: chosen, timeZone, allow, backlight, enabled } = draft
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    to: targetOf(to),
    from,
    until,
    ...(chosen.length === everyDay.length ? {} : { days: everyDay.filter((day) => chosen.includes(day)) }),
    timeZone,
    ...(allow === 'critical' ? {} : { allow }),
    ...(backlight === 'unchanged' ? {} : { backlight }),
    ...(enabled ? {} : { enabled }),
  }
}

/** "every day", "Mon to Fri", "Sat, Sun" */
export function daysText(chosen: readonly Day[] = everyDay): string {
  const places = everyDay.flatMap((day, index) => (chosen.includes(day) ? [index] : []))
  if (places.length === everyDay.length) return 'every day'
  const first = places[0] ?? 0
  const isRow = places.length > 2 && places.every((place, index) => place === first + index)
  const names = places.map((place) => days[place]?.[1] ?? '')
  return isRow ? `${names[0]} to ${names.at(-1)}` : names.join(', ')
}

/** "Only critical messages are shown", for what is let through. */
export const allowOptions: readonly (readonly [Priority, string])[] = [
  ['critical', 'Critical messages alone'],
  ['high', 'High and critical messages'],
  ['normal', 'All but low messages'],
  ['low', 'All messages'],
]
