import { DateTime, IANAZone } from 'luxon'
import { parseNumber } from './numbers.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
/** Larger numbers are milliseconds: seconds reach the year 5138 with it. */
const maxSeconds = 100_000_000_000
const latest = 8_640_000_000_000_000

/** Whether there is a time zone of this name. */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** Seconds or milliseconds since 1970, or ISO 8601, which is in `zone` if it does not say. ms since 1970. */
export function parseInstant(text: string, zone: string): number | undefined {
  const number = parseNumber(text)
  if (number !== undefined) {
    const ms = Math.abs(number) < maxSeconds ? number * 1000 : number
    return Math.abs(ms) <= latest ? ms : undefined
  }
  const parsed = DateTime.fromISO(text.trim(), { zone })
  return parsed.isValid ? parsed.toMillis() : undefined
}

/** The tokens of Luxon: `HH:mm`, `dd.MM.yyyy`, `EEE`. */
export function formatDate(at: number, zone: string, pattern: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat(pattern)
}

/** `just now`, `5 min ago`, `in 2 h`, `3 d ago`. Seconds are left out: nobody wants a glass that never rests. */
export function formatRelative(at: number, now: number): string {
  const away = Math.abs(now - at)
  if (away < minuteMs) return 'just now'
  const [count, unit] =
    away < hourMs
      ? [Math.floor(away / minuteMs), 'min']
      : away < dayMs
        ? [Math.floor(away / hourMs), 'h']
        : [Math.floor(away / dayMs), 'd']
  return at <= now ? `${count} ${unit} ago` : `in ${count} ${unit}`
}
