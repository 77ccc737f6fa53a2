/** One reading at a time. */
export interface Sample {
  readonly seconds: number
  readonly value: number
}

/** Growth of the straight line through the samples from the first to the last, as a share of their mean. */
export function relativeGrowth(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length
  const meanSeconds = mean(({ seconds }) => seconds)
  const meanValue = mean(({ value }) => value)
  const variance = mean(({ seconds }) => (seconds - meanSeconds) ** 2)
  if (samples.length < 2 || variance === 0 || meanValue === 0) return 0
  const slope = mean(({ seconds, value }) => (seconds - meanSeconds) * (value - meanValue)) / variance
  const span = (samples.at(-1)?.seconds ?? 0) - (samples[0]?.seconds ?? 0)
  return (slope * span) / meanValue
}

/** The lowest sample of each of so many stretches of equal length. */
export function lowest(samples: readonly Sample[], stretches: number): Sample[] {
  const length = Math.max(1, Math.ceil(samples.length / stretches))
  const result: Sample[] = []
  for (let start = 0; start < samples.length; start += length) {
    const stretch = samples.slice(start, start + length)
    result.push(stretch.reduce((least, one) => (one.value < least.value ? one : least)))
  }
  return result
}
