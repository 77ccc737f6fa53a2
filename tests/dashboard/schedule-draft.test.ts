import { expect, test } from 'vitest'
import { type ScheduleView, scheduleSchema } from '#contract/schedules.ts'
import { cronOf, recurrenceOf, recurrenceText } from '../../dashboard/schedules/recurrence.ts'
import { draftOfSchedule, newSchedule, scheduleOfDraft } from '../../dashboard/schedules/schedule-draft.ts'
import { instantOf, ownTimeZone, wallClock } from '../../dashboard/schedules/zoned-time.ts'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
const now = Date.parse('2026-11-26T12:00:00Z')

test.each([
  ['2027-01-15', '07:30', 'Europe/Berlin', '2027-01-15T06:30:00.000Z'],
  ['2027-07-15', '07:30', 'Europe/Berlin', '2027-07-15T05:30:00.000Z'],
  ['2027-01-15', '07:30', 'Asia/Kathmandu', '2027-01-15T01:45:00.000Z'],
  ['2027-01-15', '23:30', 'Pacific/Kiritimati', '2027-01-15T09:30:00.000Z'],
  ['2027-01-15', '07:30', 'UTC', '2027-01-15T07:30:00.000Z'],
])('%s %s in %s is %s', (date, time, zone, expected) => {
  expect(iso(instantOf(date, time, zone))).toBe(expected)
})

test('a time that clocks skip is as much later as they skip, and one that they show twice is the first', () => {
  expect(iso(instantOf('2027-03-28', '02:30', 'Europe/Berlin'))).toBe('2027-03-28T01:30:00.000Z')
  expect(iso(instantOf('2027-10-31', '02:30', 'Europe/Berlin'))).toBe('2027-10-31T00:30:00.000Z')
  expect(iso(instantOf('2027-11-07', '01:30', 'America/New_York'))).toBe('2027-11-07T05:30:00.000Z')
})

test('what is no date is no instant', () => {
  expect(instantOf('', '07:30', 'UTC')).toBeUndefined()
})

test('clocks of a zone are read as they stand there', () => {
  expect(wallClock(Date.parse('2027-01-14T23:45:00Z'), 'Europe/Berlin')).toEqual({ date: '2027-01-15', time: '00:45' })
})

test.each([
  ['15 * * * *', 'Every hour at :15'],
  ['5 0 * * *', 'Every day at 00:05'],
  ['30 7 * * mon-fri', 'Every weekday at 07:30'],
  ['0 18 * * sun', 'Every Sunday at 18:00'],
  ['0 9 31 * *', 'On day 31 of every month at 09:00'],
])('%s is "%s", and that is the same again', (cron, text) => {
  expect(recurrenceText(cron)).toBe(text)
  expect(cronOf(recurrenceOf(cron))).toBe(cron)
})

test.each(['*/5 * * * *', '0 9 1 1 *', '0 9 1 * mon', '0 9-17 * * *', 'nonsense', '61 7 * * *'])(
  '%s stays as it is written',
  (cron) => {
    expect(recurrenceOf(cron).every).toBe('cron')
    expect(cronOf(recurrenceOf(cron))).toBe(cron)
  },
)

test('days of the week are also read as numbers', () => {
  expect(recurrenceText('0 8 * * 7')).toBe('Every Sunday at 08:00')
  expect(recurrenceText('0 8 * * 1-5')).toBe('Every weekday at 08:00')
})

test('a new schedule is for soon, once, and named after its text', () => {
  const draft = { ...newSchedule(now), to: ['kitchen'] }
  const body = scheduleOfDraft({ ...draft, message: { ...draft.message, text: 'Dinner\nis ready' } })
  expect(body).toMatchObject({ name: 'Dinner', at: '2026-11-26T12:15:00.000Z', to: ['kitchen'] })
  expect(scheduleSchema.safeParse(body).success).toBe(true)
})

const again: ScheduleView = {
  id: 'abcdefghijkl',
  owner: 'Ada',
  name: 'Lunch',
  to: ['group:ground', '!kitchen'],
  message: { text: 'Lunch', priority: 'high', hold: true, title: 'Canteen', sound: 'a:d=4:c' },
  cron: '0 12 * * mon-fri',
  timeZone: 'Europe/Berlin',
  endsAt: '2027-06-30T22:00:00.000Z',
  enabled: false,
}

test('a schedule is the same after it was edited without a change, with what the form does not show', () => {
  const { id: _id, owner: _owner, ...body } = again
  expect(draftOfSchedule(again, now).lastDay).toBe('2027-06-30')
  expect(scheduleOfDraft(draftOfSchedule(again, now))).toEqual(body)
  const once = { ...body, at: '2027-01-15T06:30:00.000Z', enabled: true }
  const { cron: _cron, timeZone: _zone, endsAt: _ends, enabled: _on, ...rest } = once
  expect(scheduleOfDraft(draftOfSchedule({ id: 'x', owner: 'Ada', ...rest }, now))).toEqual(rest)
})

test('the zone of a new schedule is that of the browser', () => {
  expect(newSchedule(now).timeZone).toBe(ownTimeZone())
})
