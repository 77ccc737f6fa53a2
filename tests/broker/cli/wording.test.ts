import { expect, test } from 'vitest'
import { table } from '../../../broker/cli/table.ts'
import { duration, friendlyName, moment } from '../../../broker/cli/wording.ts'

test.each([
  ['kitchen', 'Kitchen'],
  ['front-door', 'Front door'],
  ['room_2-left', 'Room 2 left'],
  ['9', '9'],
])('calls %s "%s"', (id, name) => {
  expect(friendlyName(id)).toBe(name)
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [1349, '1.3 s'],
  [120_000, '2 min'],
])('says %i ms as "%s"', (ms, words) => {
  expect(duration(ms)).toBe(words)
})

test('leaves the date out of a moment of today', () => {
  const now = new Date(2026, 10, 21, 18, 0)
  expect(moment(new Date(2026, 10, 21, 7, 5).toISOString(), now)).toBe('07:05')
  expect(moment(new Date(2026, 10, 22, 7, 5).toISOString(), now)).toBe('2026-11-22 07:05')
})

test('aligns columns under their heading', () => {
  expect(
    table(
      ['A', 'WIDE', 'C'],
      [
        ['long', 'x', ''],
        ['é', '', 'z'],
      ],
    ),
  ).toEqual(['A     WIDE  C', 'long  x', 'é           z'])
})
