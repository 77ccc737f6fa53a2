import { cutBytes } from './cut-bytes.ts'
import type { Value } from './format.ts'
import type { LiveValues } from './live-values.ts'
import { readPath } from './path.ts'
import type { Placeholder, Template } from './template.ts'

/** What stands in place of a value that there is none of. */
const nothing = '-'

export interface RenderContext {
  readonly values: Pick<LiveValues, 'get' | 'history'>
  readonly now: number
  readonly zone: string
}

/** A text with the values of this moment, cut to `maxBytes` of UTF-8; a blank where nothing would be left. */
export function renderTemplate({ parts }: Template, context: RenderContext, maxBytes: number): string {
  const text = parts
    .map((part) => (typeof part === 'string' ? part : (renderPlaceholder(part, context).text ?? nothing)))
    .join('')
  return text === '' ? ' ' : cutBytes(text, maxBytes)
}

/** One placeholder: its text, or why there is none. */
export function renderPlaceholder(placeholder: Placeholder, { values, now, zone }: RenderContext): Value {
  const context = { now, zone, history: values.history(placeholder) }
  let value = readValue(placeholder, values)
  for (const format of placeholder.formats) value = format.apply(value, context)
  return value.fault === undefined ? { text: printable(value.text) } : value
}

/** What a placeholder is about, before its formats. */
export function readValue({ topic, path }: Placeholder, values: Pick<LiveValues, 'get'>): Value {
  const known = values.get(topic)
  if (known === undefined || (known.text === '' && !known.isTooLarge))
    return { fault: `nothing was published to ${topic} yet` }
  if (known.isTooLarge) return { fault: `what was published to ${topic} is too large` }
  const text = readPath(known.text, path)
  return text === undefined ? { fault: `what was published to ${topic} has nothing there` } : { text }
}

/** Line breaks stay; other control characters mean nothing on a glass. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
  return text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
}
