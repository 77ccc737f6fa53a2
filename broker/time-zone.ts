/** The clocks on the wall of one place. A wall time is what they show, in ms as if it were UTC. */
export interface TimeZone {
  readonly name: string
  wallAt(instant: number): number
  /** When they show this: the first time if they do so twice, the end of the gap if they leap over it. */
  instantOf(wall: number): number
}

const dayMs = 86_400_000

/** The time zone that this machine is set to. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Answers `undefined` for a name that is not in the IANA database. */
export function openTimeZone(name: string): TimeZone | undefined {
  const format = formatOf(name)
  if (format === undefined) return undefined

  function offsetAt(instant: number): number {
    const text = format?.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
    if (found === null) return 0
    const [, sign, hours, minutes, seconds = '0'] = found
    const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
    return sign === '-' ? -ms : ms
  }

  /** The moment between two instants at which the clocks are changed. */
  function changeBetween(before: number, after: number): number {
    const offset = offsetAt(before)
    let [low, high] = [before, after]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetAt(middle) === offset) low = middle
      else high = middle
    }
    return high
  }

  return {
    name,
    wallAt: (instant) => instant + offsetAt(instant),
    instantOf(wall) {
      const before = offsetAt(wall - dayMs)
      const after = offsetAt(wall + dayMs)
      const earlier = wall - Math.max(before, after)
      const later = wall - Math.min(before, after)
      for (const instant of [earlier, later]) if (instant + offsetAt(instant) === wall) return instant
      return changeBetween(earlier, later)
    },
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    return undefined
  }
}
