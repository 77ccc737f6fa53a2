import { expect, test } from 'vitest'
import { medianRow, type Row } from './figures.ts'
import { lowest, relativeGrowth } from './trend.ts'

const row: Row = {
  cpuPerMillion: 5,
  perSecond: 1000,
  p50Ms: 1,
  p99Ms: 2,
  memory: 50,
  lost: 0,
  duplicates: 0,
  gapMs: 3,
  generatorShare: 0.5,
  waitedShare: 0,
}

test('takes the median of the rounds, and of losses the worst', () => {
  const rows = [row, { ...row, cpuPerMillion: 90, lost: 7 }, { ...row, cpuPerMillion: 6 }]
  expect(medianRow(rows)).toMatchObject({ cpuPerMillion: 6, perSecond: 1000, lost: 7 })
  expect(medianRow([row, { ...row, cpuPerMillion: 6 }])?.cpuPerMillion).toBe(5.5)
  expect(medianRow([])).toBeUndefined()
})

test('growth is that of the fitted line as a share of the mean', () => {
  const samples = [90, 100, 110].map((value, i) => ({ seconds: i * 30, value }))
  expect(relativeGrowth(samples)).toBeCloseTo(0.2)
  expect(relativeGrowth(samples.map(({ seconds }) => ({ seconds, value: 70 })))).toBe(0)
  expect(relativeGrowth([])).toBe(0)
})

test('a leak shows in the lowest values, however the garbage collector swings', () => {
  const swinging = Array.from({ length: 80 }, (_, seconds) => ({ seconds, value: 100 + (seconds % 7) * 20 }))
  expect(relativeGrowth(lowest(swinging, 8))).toBeCloseTo(0)
  const leaking = swinging.map(({ seconds, value }) => ({ seconds, value: value + seconds }))
  expect(relativeGrowth(lowest(leaking, 8))).toBeGreaterThan(0.3)
})
