import { messageDefaults } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { Schedule } from '#contract/schedules.ts'
import { isoTime } from '../clock.ts'
import { limits } from '../limits.ts'
import { openTimeZone, ownTimeZone, type TimeZone } from '../time-zone.ts'
import { type CronTimes, readCron } from './cron.ts'
import type { KeptSchedule } from './schedules-repository.ts'

/** Throws `invalid_value` with the field and the fix. */
export function zoneOf(name: string | undefined): TimeZone {
  const zone = openTimeZone(name ?? ownTimeZone())
  if (zone !== undefined) return zone
  throw new MarqueeError({
    code: 'invalid_value',
    field: 'timeZone',
    message: `"${name}" is no time zone; write one as Europe/Berlin or UTC`,
  })
}

/** Throws `invalid_value` with the field and the fix. */
export function cronOf({ cron, timeZone }: { cron: string; timeZone?: string | undefined }): CronTimes {
  const zone = zoneOf(timeZone)
  try {
    return readCron(cron, zone)
  } catch (error) {
    const reason = (error as Error).message.replace(/^Cron\w+: /, '')
    throw new MarqueeError({
      code: 'invalid_value',
      field: 'cron',
      message: `"${cron}" is no cron expression: ${reason} Write minute, hour, day of the month, month and day of the week, such as 30 7 * * mon-fri`,
    })
  }
}

/** When a schedule is due after an instant; `undefined` if never. */
export function nextOf(schedule: Schedule, after: number): number | undefined {
  if (schedule.enabled === false) return undefined
  if (schedule.at !== undefined) {
    const at = Date.parse(schedule.at)
    return at > after ? at : undefined
  }
  if (schedule.cron === undefined) return undefined
  const next = cronOf({ cron: schedule.cron, timeZone: schedule.timeZone }).after(after)
  const isOver = schedule.endsAt !== undefined && next !== undefined && next > Date.parse(schedule.endsAt)
  return isOver ? undefined : next
}

/** Refuses what could never be due. A time that was in the past before may stay there. */
export function checkTimes(schedule: Schedule, { now, before }: { now: number; before?: Schedule | undefined }): void {
  const { at, endsAt, timeZone, cron } = schedule
  zoneOf(timeZone)
  if (at !== undefined && endsAt !== undefined)
    throw new MarqueeError({
      code: 'conflicting_fields',
      field: 'endsAt',
      message: 'endsAt belongs to cron; what is sent once at a time has no end',
    })
  for (const [field, value] of [['at', at] as const, ['endsAt', endsAt] as const]) {
    if (value === undefined || Date.parse(value) > now || before?.[field] === value || schedule.enabled === false)
      continue
    throw new MarqueeError({
      code: 'out_of_range',
      field,
      message: `${field} is in the past (now is ${isoTime(now)}); give a later time`,
    })
  }
  if (cron !== undefined && cronOf({ cron, timeZone }).after(now) === undefined)
    throw new MarqueeError({ code: 'invalid_value', field: 'cron', message: `"${cron}" never comes; check its day` })
}

/** Why a run that comes late is not made up for; `undefined` if it still is to be sent. */
export function missed({ body }: KeptSchedule, due: number, now: number): string | undefined {
  const wait = body.at === undefined ? limits.maxScheduleDelayMs : (body.message.ttlMs ?? messageDefaults.ttlMs)
  if (now - due < wait) return undefined
  const why = `the hub did not run at ${isoTime(due)}`
  return body.at === undefined
    ? `${why}; times of a recurring message are not made up for`
    : `${why}, and the message was not to be shown more than ${wait} ms later`
}
