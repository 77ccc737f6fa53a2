import { expect, test } from 'vitest'
import { readCron } from '../../../broker/schedules/cron.ts'
import { openTimeZone } from '../../../broker/time-zone.ts'

function zoneOf(name: string) {
  const zone = openTimeZone(name)
  if (zone === undefined) throw new Error(`no time zone ${name}`)
  return zone
}

/** The instants after one, to the minute. */
function times(expression: string, zone: string, from: string, count = 3): string {
  const cron = readCron(expression, zoneOf(zone))
  const found: string[] = []
  let instant: number | undefined = Date.parse(from)
  while (found.length < count) {
    instant = cron.after(instant)
    if (instant === undefined) break
    found.push(new Date(instant).toISOString().slice(5, 16))
  }
  return found.join(' ')
}

test.each([
  ['30 7 * * mon-fri', 'Europe/Berlin', '2027-01-07T12:00Z', '01-08T06:30 01-11T06:30 01-12T06:30'],
  ['0 9 1 * *', 'America/New_York', '2027-02-01T15:00Z', '03-01T14:00 04-01T13:00 05-01T13:00'],
  ['*/15 8,18 * * *', 'UTC', '2027-01-01T08:40Z', '01-01T08:45 01-01T18:00 01-01T18:15'],
  ['0 0 29 2 *', 'UTC', '2027-01-01T00:00Z', '02-29T00:00 02-29T00:00 02-29T00:00'],
  ['0 0 30 2 *', 'UTC', '2027-01-01T00:00Z', ''],
])('%s in %s after %s is due at %s', (expression, zone, from, expected) => {
  expect(times(expression, zone, from)).toBe(expected)
})

test.each([
  ['30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00Z', '03-28T01:00 03-29T00:30 03-30T00:30'],
  ['0,30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00Z', '03-28T01:00 03-29T00:00 03-29T00:30'],
  ['* 2 * * *', 'Europe/Berlin', '2027-03-28T00:00Z', '03-28T01:00 03-29T00:00 03-29T00:01'],
  ['0 2,3 * * *', 'Europe/Berlin', '2027-03-27T12:00Z', '03-28T01:00 03-29T00:00 03-29T01:00'],
  ['30 2 * * *', 'America/New_York', '2027-03-13T12:00Z', '03-14T07:00 03-15T06:30 03-16T06:30'],
  ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '10-03T15:30 10-04T15:15 10-05T15:15'],
  ['45 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '10-03T15:45 10-04T15:45 10-05T15:45'],
])('%s in %s, leapt over in spring, is due once at the end of the gap', (expression, zone, from, expected) => {
  expect(times(expression, zone, from)).toBe(expected)
})

test.each([
  ['30 2 * * *', 'Europe/Berlin', '2027-10-30T12:00Z', '10-31T00:30 11-01T01:30 11-02T01:30'],
  ['30 2 * * *', 'Europe/Berlin', '2027-10-31T00:30Z', '11-01T01:30 11-02T01:30 11-03T01:30'],
  ['30 2 * * *', 'Europe/Berlin', '2027-10-31T01:10Z', '11-01T01:30 11-02T01:30 11-03T01:30'],
  ['0,30 2 * * *', 'Europe/Berlin', '2027-10-30T12:00Z', '10-31T00:00 10-31T00:30 11-01T01:00'],
  ['30 1-3 * * *', 'Europe/Berlin', '2027-10-30T23:00Z', '10-30T23:30 10-31T00:30 10-31T02:30'],
  ['0 */2 * * *', 'Europe/Berlin', '2027-10-30T23:00Z', '10-31T00:00 10-31T03:00 10-31T05:00'],
  ['30 1 * * *', 'America/New_York', '2027-11-06T12:00Z', '11-07T05:30 11-08T06:30 11-09T06:30'],
  ['45 1 * * *', 'Australia/Lord_Howe', '2027-04-03T00:00Z', '04-03T14:45 04-04T15:15 04-05T15:15'],
  ['45 1 * * *', 'Australia/Lord_Howe', '2027-04-03T15:05Z', '04-04T15:15 04-05T15:15 04-06T15:15'],
])('%s in %s, shown twice in autumn, is due once', (expression, zone, from, expected) => {
  expect(times(expression, zone, from)).toBe(expected)
})

test.each([
  ['0 * * * *', 'Europe/Berlin', '2027-03-28T00:30Z', '03-28T01:00 03-28T02:00 03-28T03:00'],
  ['*/30 * * * *', 'Europe/Berlin', '2027-10-31T00:15Z', '10-31T00:30 10-31T01:00 10-31T01:30'],
  ['*/20 * * * *', 'Australia/Lord_Howe', '2027-04-03T14:30Z', '04-03T14:40 04-03T15:10 04-03T15:30'],
])('%s in %s goes on through the change of the clocks', (expression, zone, from, expected) => {
  expect(times(expression, zone, from)).toBe(expected)
})

test.each(['', 'soon', '61 0 * * *', '0 24 * * *', '* * * * * *', '0 0 * * fry'])('"%s" is no expression', (text) => {
  expect(() => readCron(text, zoneOf('UTC'))).toThrow(Error)
})

test('a name that the IANA database does not know opens no time zone', () => {
  expect(openTimeZone('Europe/Bärlin')).toBeUndefined()
  expect(openTimeZone('')).toBeUndefined()
})
