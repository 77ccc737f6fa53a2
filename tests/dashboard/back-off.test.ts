import { expect, test } from 'vitest'
import { backOffMs } from '../../dashboard/hub/back-off.ts'

test('tries come after 0.5 s and then further and further apart, up to 15 s', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 100].map((tries) => backOffMs(tries, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
  ])
})

test('browsers that lost the hub together do not come back together', () => {
  expect(backOffMs(5, 1)).toBe(10_500)
  expect(backOffMs(5, 0.5)).toBe(12_750)
})
