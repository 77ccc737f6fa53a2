/** Where the hub takes the time from: milliseconds since 1970. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** An instant as contract payloads carry it. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
