import type { ToldMessage } from './told-message.ts'

const columns = [
  'id',
  'acceptedAt',
  'sender',
  'to',
  'priority',
  'title',
  'text',
  'display',
  'state',
  'ms',
  'reason',
  'answer',
] as const

/** The first row, with the names of the columns. */
export const csvHead = row(columns)

/** A row per delivery of a message, or one without a display. RFC 4180. */
export function csvOf({ report }: ToldMessage): string {
  const { id, acceptedAt, sender, to, priority, message } = report
  const own = [id, acceptedAt, sender, to.join(' '), priority, message.title ?? '', message.text]
  const deliveries = Object.entries(report.displays)
  if (deliveries.length === 0) return row([...own, '', '', '', '', ''])
  return deliveries
    .map(([display, { state, ms, reason, answer }]) =>
      row([...own, display, state, ms === undefined ? '' : String(ms), reason ?? '', answer?.reply ?? '']),
    )
    .join('')
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** What a spreadsheet would take for a formula begins with an apostrophe, which makes it text there. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
