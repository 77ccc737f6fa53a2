import { type QuietHours, weekdays } from '#contract/quiet-hours.ts'
import type { TimeZone } from '../time-zone.ts'

const dayMs = 86_400_000
const everyDay = [...weekdays]
const minuteMs = 60_000
/** Yesterday, today, and the seven days after: every rule begins once within them, if ever. */
const firstDay = -1
const lastDay = 7

interface Span {
  readonly start: number
  readonly end: number
}

export interface QuietState {
  readonly isActive: boolean
  /** When that changes, ms since 1970; `undefined` if it never does. */
  readonly next: number | undefined
}

/**
 * Whether a rule is active at an instant. Times are those of the clocks on the wall: what they leap over is the end of the
 * gap, what they show twice is the first time.
 */
export function quietState(rule: QuietHours, zone: TimeZone, now: number): QuietState {
  if (rule.enabled === false) return { isActive: false, next: undefined }
  const spans = joined(spansAround(rule, zone, now))
  const current = spans.find(({ start, end }) => start <= now && now < end)
  if (current === undefined) return { isActive: false, next: spans.find(({ start }) => start > now)?.start }
  return { isActive: true, next: isEndless(rule) ? undefined : current.end }
}

function spansAround({ from, until, days = everyDay }: QuietHours, zone: TimeZone, now: number): Span[] {
  const midnight = Math.floor(zone.wallAt(now) / dayMs) * dayMs
  const spans: Span[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    const date = midnight + day * dayMs
    // The first of January 1970 was a Thursday.
    const weekday = weekdays[(Math.floor(date / dayMs) + 3) % 7]
    if (weekday === undefined || !days.includes(weekday)) continue
    const start = zone.instantOf(date + wallOf(from))
    const end = zone.instantOf(date + wallOf(until) + (until > from ? 0 : dayMs))
    if (start < end) spans.push({ start, end })
  }
  return spans
}

/** One span that ends when the next begins is one with it. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) }
    else result.push(span)
  }
  return result
}

function isEndless({ from, until, days = everyDay }: QuietHours): boolean {
  return from === until && new Set(days).size === weekdays.length
}

function wallOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * minuteMs
}
