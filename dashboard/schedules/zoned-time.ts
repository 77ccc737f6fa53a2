/** The zone that this browser is in. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Every time zone that this browser knows, and those that are given. */
export function timeZones(...given: readonly string[]): readonly string[] {
  return [...new Set(['UTC', ...given, ...Intl.supportedValuesOf('timeZone')])].sort()
}

/** What clocks show in a zone at an instant: `2026-11-26` and `14:02`. */
export function wallClock(at: number, timeZone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

/**
 * The instant at which clocks of a zone show a date and time. Where they show it twice, the first; where they skip it,
 * as much later as they skip. `undefined` if it is no date and time.
 */
export function instantOf(date: string, time: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  const dayMs = 86_400_000
  const before = asUtc - offsetMs(asUtc - dayMs, timeZone)
  const after = asUtc - offsetMs(asUtc + dayMs, timeZone)
  const fitting = [before, after].filter((at) => at + offsetMs(at, timeZone) === asUtc)
  return fitting.length === 0 ? before : Math.min(...fitting)
}

/** How far clocks of a zone are ahead of UTC, to the minute. */
function offsetMs(at: number, timeZone: string): number {
  const { date, time } = wallClock(at, timeZone)
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000
}

const moment = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

/** `Thu 26 Nov, 14:02` in a zone. */
export function momentText(at: number, timeZone = ownTimeZone()): string {
  return moment(timeZone).format(at)
}
