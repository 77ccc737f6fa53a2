import type { Measurement } from './generator/generator.ts'
import type { Scenario } from './scenarios/scenario.ts'

/** The figures of one row of the table. */
export const figures = ['cpuPerMillion', 'perSecond', 'p50Ms', 'p99Ms', 'memory'] as const
export type Figure = (typeof figures)[number]

export interface Row extends Readonly<Record<Figure, number>> {
  readonly lost: number
  readonly duplicates: number
  /** Longest silence of one subscriber. */
  readonly gapMs: number
  /** Share of a core that the generator used. */
  readonly generatorShare: number
  /** Share of the time in which threads of the broker or the generator were ready and got no core. */
  readonly waitedShare: number
}

/** CPU in seconds per million deliveries (connections), memory in MB in all (kB per connection). */
export function rowOf({ unit }: Scenario, measured: Measurement): Row {
  const { deliveries, seconds } = measured
  return {
    cpuPerMillion: (measured.brokerCpuSeconds / deliveries) * 1e6,
    perSecond: deliveries / seconds,
    p50Ms: measured.p50Us / 1000,
    p99Ms: measured.p99Us / 1000,
    memory:
      unit === 'connection' ? (measured.rssAfterKb - measured.rssBeforeKb) / deliveries : measured.rssAfterKb / 1024,
    lost: measured.expected - measured.received,
    duplicates: measured.duplicates,
    gapMs: measured.maxGapUs / 1000,
    generatorShare: measured.generatorCpuSeconds / seconds,
    waitedShare: (measured.brokerWaitedSeconds + measured.generatorWaitedSeconds) / seconds,
  }
}

/** The median of each figure; of losses and duplicates the worst, because a single one is a fault. */
export function medianRow(rows: readonly Row[]): Row | undefined {
  if (rows.length === 0) return undefined
  const of = (name: keyof Row) => median(rows.map((row) => row[name]))
  const worst = (name: keyof Row) => Math.max(...rows.map((row) => row[name]))
  return {
    cpuPerMillion: of('cpuPerMillion'),
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    memory: of('memory'),
    lost: worst('lost'),
    duplicates: worst('duplicates'),
    gapMs: of('gapMs'),
    generatorShare: of('generatorShare'),
    waitedShare: of('waitedShare'),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}
