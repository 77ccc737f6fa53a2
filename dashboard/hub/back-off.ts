const firstDelayMs = 500
const longestDelayMs = 15_000
const jitter = 0.3

/** How long to wait before the next try to reach the hub. Doubles from 0.5 s up to 15 s; `random` is 0 to 1. */
export function backOffMs(failedTries: number, random: number): number {
  const delay = firstDelayMs * 2 ** Math.min(failedTries, 10)
  return Math.round(Math.min(longestDelayMs, delay) * (1 - jitter * random))
}
