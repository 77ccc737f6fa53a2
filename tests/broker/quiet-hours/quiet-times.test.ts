import { expect, test } from 'vitest'
import type { QuietHours } from '#contract/quiet-hours.ts'
import { quietState } from '../../../broker/quiet-hours/quiet-times.ts'
import { openTimeZone } from '../../../broker/time-zone.ts'

/** `quiet until …` or `until …`, to the minute. */
function stateAt(instant: string, fields: Partial<QuietHours>, zoneName = 'Europe/Berlin'): string {
  const zone = openTimeZone(zoneName)
  if (zone === undefined) throw new Error(`no time zone ${zoneName}`)
  const { isActive, next } = quietState(
    { to: 'all', from: '22:00', until: '07:00', ...fields },
    zone,
    Date.parse(instant),
  )
  const until = next === undefined ? 'for ever' : `until ${new Date(next).toISOString().slice(5, 16)}`
  return isActive ? `quiet ${until}` : until
}

test.each<[string, Partial<QuietHours>, string]>([
  ['2027-01-04T20:59Z', {}, 'until 01-04T21:00'],
  ['2027-01-04T21:00Z', {}, 'quiet until 01-05T06:00'],
  ['2027-01-05T05:59Z', {}, 'quiet until 01-05T06:00'],
  ['2027-01-05T06:00Z', {}, 'until 01-05T21:00'],
  ['2027-01-04T12:00Z', { from: '12:00', until: '14:00' }, 'quiet until 01-04T13:00'],
  ['2027-01-04T12:00Z', { days: ['sat'] }, 'until 01-09T21:00'],
  ['2027-01-09T23:00Z', { days: ['sat'] }, 'quiet until 01-10T06:00'],
  ['2027-01-10T23:00Z', { days: ['sat'] }, 'until 01-16T21:00'],
  ['2027-01-04T12:00Z', { from: '00:00', until: '00:00' }, 'quiet for ever'],
  ['2027-01-09T12:00Z', { from: '00:00', until: '00:00', days: ['sat', 'sun'] }, 'quiet until 01-10T23:00'],
  ['2027-01-04T23:00Z', { enabled: false }, 'for ever'],
])('at %s %j is %s', (instant, fields, expected) => {
  expect(stateAt(instant, fields)).toBe(expected)
})

test.each<[string, string, Partial<QuietHours>, string]>([
  ['Europe/Berlin', '2027-03-28T00:00Z', {}, 'quiet until 03-28T05:00'],
  ['Europe/Berlin', '2027-03-27T23:00Z', { from: '02:30', until: '05:00' }, 'until 03-28T01:00'],
  ['Europe/Berlin', '2027-03-27T23:00Z', { from: '01:00', until: '02:30' }, 'until 03-28T00:00'],
  ['Europe/Berlin', '2027-03-28T00:30Z', { from: '01:00', until: '02:30' }, 'quiet until 03-28T01:00'],
  ['Europe/Berlin', '2027-03-28T00:30Z', { from: '02:10', until: '02:50' }, 'until 03-29T00:10'],
  ['Europe/Berlin', '2027-10-31T00:00Z', {}, 'quiet until 10-31T06:00'],
  ['Europe/Berlin', '2027-10-31T00:15Z', { from: '02:30', until: '05:00' }, 'until 10-31T00:30'],
  ['Europe/Berlin', '2027-10-31T01:15Z', { from: '02:30', until: '05:00' }, 'quiet until 10-31T04:00'],
  ['America/New_York', '2027-11-07T05:00Z', { from: '00:00', until: '01:30' }, 'quiet until 11-07T05:30'],
  ['Australia/Lord_Howe', '2026-10-03T15:00Z', { from: '01:00', until: '02:15' }, 'quiet until 10-03T15:30'],
  ['Australia/Lord_Howe', '2027-04-03T14:30Z', { from: '01:00', until: '01:45' }, 'quiet until 04-03T14:45'],
])('when the clocks of %s are changed, at %s %j is %s', (zone, instant, fields, expected) => {
  expect(stateAt(instant, fields, zone)).toBe(expected)
})
