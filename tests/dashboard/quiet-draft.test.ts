import { expect, test } from 'vitest'
import { quietHoursSchema } from '#contract/quiet-hours.ts'
import {
  daysText,
  draftOfQuietHours,
  newQuietHours,
  quietHoursOfDraft,
} from '../../dashboard/quiet-hours/quiet-draft.ts'

test('new quiet hours are those of the night, and valid as soon as they are for somebody', () => {
  const body = quietHoursOfDraft({ ...newQuietHours(), to: 'all' })
  expect(body).toMatchObject({ to: 'all', from: '22:00', until: '07:00' })
  expect(quietHoursSchema.safeParse(body).success).toBe(true)
})

test('quiet hours are the same after they were edited without a change', () => {
  const body = {
    name: 'Nap',
    to: ['group:ground'],
    from: '13:00',
    until: '14:30',
    days: ['sat' as const, 'sun' as const],
    timeZone: 'Europe/Berlin',
    allow: 'high' as const,
    backlight: 'off' as const,
    enabled: false,
  }
  expect(quietHoursOfDraft(draftOfQuietHours({ id: 'x', active: false, ...body }))).toEqual(body)
})

test.each([
  [undefined, 'every day'],
  [['mon', 'tue', 'wed', 'thu', 'fri'] as const, 'Mon to Fri'],
  [['sun', 'sat'] as const, 'Sat, Sun'],
  [['mon', 'wed', 'fri'] as const, 'Mon, Wed, Fri'],
])('the days %j are called "%s"', (days, text) => {
  expect(daysText(days === undefined ? undefined : [...days])).toBe(text)
})
