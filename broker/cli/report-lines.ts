import type { Answer, Delivery, Report } from '#contract/delivery.ts'
import type { DisplayView } from '#contract/http.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { duration, friendlyName, moment, plural } from './wording.ts'

interface Circumstances {
  /** The displays that the hub knows, for since when they are away. */
  readonly displays: readonly DisplayView[]
  readonly timeoutMs: number
}

const nobody = 'Nobody to show it: no display is addressed.'

/** One line for each display: what became of the message there. */
export function describeReport(report: Report, { displays, timeoutMs }: Circumstances): string[] {
  const known = new Map(displays.map((display) => [display.id, display]))
  const lines = Object.entries(report.displays).map(([id, delivery]) =>
    describeDelivery(delivery, {
      name: friendlyName(id),
      display: known.get(id),
      expiresAt: report.expiresAt,
      timeoutMs,
    }),
  )
  return lines.length === 0 ? [nobody] : lines
}

/** What is known before anybody waited. */
export function describeAccepted({ id, displays }: Report): string {
  const count = Object.keys(displays).length
  return count === 0 ? nobody : `Sent to ${plural(count, 'display')} as message ${id}`
}

/** Displays that are offline do not count, unless all are. */
export function exitCodeOf({ displays }: Report, { wait }: { wait: boolean }): ExitCode {
  const deliveries = Object.values(displays)
  if (!wait) return deliveries.length > 0 ? exitCodes.done : exitCodes.notShown
  const reached = deliveries.filter(({ state }) => state !== 'queued')
  return reached.length > 0 && reached.every(wasSeen) ? exitCodes.done : exitCodes.notShown
}

/** A message that somebody at the display dismissed was seen; one that its sender took back was not. */
function wasSeen({ state, reason }: Delivery): boolean {
  return state === 'shown' || (state === 'dismissed' && reason !== 'dismissed_by_sender')
}

interface Subject {
  readonly name: string
  readonly display: DisplayView | undefined
  readonly expiresAt: string
  readonly timeoutMs: number
}

function describeDelivery(
  { state, ms = 0, reason, answer }: Delivery,
  { name, display, expiresAt, timeoutMs }: Subject,
): string {
  const why = reason === undefined ? '' : ` (${reason})`
  switch (state) {
    case 'shown':
      return `Shown on ${name}, ${duration(ms)}`
    case 'sent':
      return `Sent to ${name}, but not shown within ${duration(timeoutMs)}`
    case 'queued':
      return `Queued: ${absence(name, display)}; waits until ${moment(expiresAt)}`
    case 'dismissed':
      if (answer !== undefined) return `Answered on ${name}: ${describeAnswer(answer)}, ${duration(ms)}`
      return `Dismissed on ${name}, ${duration(ms)}${why}`
    case 'replaced':
      return `Replaced on ${name} by another message${why}`
    case 'expired':
      return `Expired before ${name} showed it${why}`
    case 'rejected':
      return `Refused by ${name}${why}`
  }
}

/** `Yes by button ok`. */
function describeAnswer({ input, label, reply }: Answer): string {
  return `${label ?? reply}${input === undefined ? '' : ` by button ${input}`}`
}

/** Between the report and the list of displays, it may have come back. */
function absence(name: string, display: DisplayView | undefined): string {
  if (display === undefined) return `${name} is offline`
  if (display.presence === 'online' && display.quietUntil !== undefined)
    return `${name} is left in peace until ${moment(display.quietUntil)}`
  return display.presence === 'offline' ? `${name} is offline since ${moment(display.since)}` : `${name} was offline`
}
