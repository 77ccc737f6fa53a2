import { expect, test } from 'vitest'
import { createBackOff } from '../../../broker/virtual-displays/back-off.ts'

const pauses = (random: number) => {
  const backOff = createBackOff({ minMs: 500, maxMs: 15_000, random: () => random })
  return Array.from({ length: 8 }, () => backOff.next())
}

test('pauses double up to the cap', () => {
  expect(pauses(1)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
})

test('chance takes away up to half of a pause', () => {
  expect(pauses(0)).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500, 7500])
})

test('a reset begins with the shortest pause again', () => {
  const backOff = createBackOff({ minMs: 500, maxMs: 15_000, random: () => 1 })
  backOff.next()
  backOff.next()
  backOff.reset()
  expect(backOff.next()).toBe(500)
})
