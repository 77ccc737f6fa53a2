/** How a live value is shown. */
export type LiveForm = 'plain' | '0' | '1' | '2' | 'time' | 'date' | 'relative' | 'bar' | 'spark' | 'big'

export const liveForms: readonly (readonly [LiveForm, string])[] = [
  ['plain', 'As it is'],
  ['0', 'Number: 21'],
  ['1', 'Number: 21.5'],
  ['2', 'Number: 21.50'],
  ['time', 'Time: 14:02'],
  ['date', 'Date: 26.11.2026'],
  ['relative', 'How long ago'],
  ['bar', 'Bar, 0 to 100'],
  ['spark', 'Curve of the last values'],
  ['big', 'Large digits'],
]

const formats: Readonly<Record<LiveForm, string>> = {
  plain: '',
  '0': '%.0f',
  '1': '%.1f',
  '2': '%.2f',
  time: 'date:HH:mm',
  date: 'date:dd.MM.yyyy',
  relative: 'relative',
  bar: 'bar:10',
  spark: 'spark:10',
  big: 'big',
}

export interface LiveChoice {
  readonly topic: string
  /** Into a JSON payload: `.sensors[0].t`; empty is all of it. */
  readonly path: string
  readonly form: LiveForm
  /** Behind a number. */
  readonly unit: string
  /** Shown while there is no value. */
  readonly fallback: string
}

export function isNumber(form: LiveForm): boolean {
  return form in { 0: 0, 1: 1, 2: 2 }
}

/** `{{home/temp|.t|%.1f °C|default:—}}` */
export function placeholderOf({ topic, path, form, unit, fallback }: LiveChoice): string {
  const written = path.trim()
  const steps = written === '' || /^[.[]/.test(written) ? written : `.${written}`
  const format = isNumber(form) && unit !== '' ? `${formats[form]} ${unit.replaceAll('%', '%%')}` : formats[form]
  const parts = [topic.trim(), steps, format, fallback === '' ? '' : `default:${fallback}`]
  return `{{${parts.filter((part) => part !== '').join('|')}}}`
}

/** The text with something put where the cursor is, and where the cursor is then. */
export function inserted(text: string, piece: string, from: number, to: number): { text: string; cursor: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), cursor: from + piece.length }
}
