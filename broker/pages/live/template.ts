import type { Format } from './format.ts'
import { parseFormat } from './formats.ts'
import { type Path, parsePath } from './path.ts'

/** A live value in a text: `{{topic|path|format|format}}`. */
export interface Placeholder {
  /** As it stands in the text, with its braces. */
  readonly raw: string
  readonly topic: string
  readonly path: Path
  readonly formats: readonly Format[]
}

/** `{{` that begins no placeholder. */
export interface TemplateFault {
  /** Character of the text at which it stands, from 0. */
  readonly at: number
  readonly reason: string
}

/** A text taken apart: what stays as it is, and what a value takes the place of. */
export interface Template {
  readonly parts: readonly (string | Placeholder)[]
  readonly placeholders: readonly Placeholder[]
  readonly faults: readonly TemplateFault[]
}

const opening = '{{'
const closing = '}}'
/** Displays put something there themselves. */
const ofDisplays = 'age'
// biome-ignore lint/suspicious/noControlCharactersInRegex: a topic may hold any other character.
const topicPattern = /^[^+#{}|\u0000-\u001f\u007f]{1,256}$/u

/** Takes a text apart. Never throws: what is no placeholder stays as it is, and is told among the faults. */
export function parseTemplate(text: string): Template {
  const parts: (string | Placeholder)[] = []
  const faults: TemplateFault[] = []
  let literal = ''
  let at = 0
  for (;;) {
    const start = text.indexOf(opening, at)
    if (start < 0) break
    const end = text.indexOf(closing, start + opening.length)
    if (end < 0) {
      faults.push({ at: start, reason: 'the "}}" that ends it is missing' })
      break
    }
    const nested = text.indexOf(opening, start + 1)
    if (nested >= 0 && nested < end) {
      faults.push({ at: start, reason: 'another "{{" begins before it ends' })
      literal += text.slice(at, nested)
      at = nested
      continue
    }
    const inner = text.slice(start + opening.length, end)
    const found = inner === ofDisplays ? undefined : parsePlaceholder(inner)
    const next = end + closing.length
    if (found === undefined || typeof found === 'string') {
      if (found !== undefined) faults.push({ at: start, reason: found })
      literal += text.slice(at, next)
    } else {
      literal += text.slice(at, start)
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push({ ...found, raw: text.slice(start, next) })
    }
    at = next
  }
  literal += text.slice(at)
  if (literal !== '') parts.push(literal)
  return { parts, placeholders: parts.filter((part) => typeof part !== 'string'), faults }
}

/** What stands between the braces, or why it means nothing. */
function parsePlaceholder(inner: string): Omit<Placeholder, 'raw'> | string {
  const [topic = '', ...rest] = inner.split('|').map((part) => part.trim())
  if (!topicPattern.test(topic)) return topic === '' ? 'it names no topic' : `"${topic}" is not the name of a topic`
  const given = rest[0]
  // The path may be left out: no format begins as paths do.
  const hasPath = given !== undefined && (given === '' || given.startsWith('.') || given.startsWith('['))
  const path = parsePath(hasPath ? given : '')
  if (path === undefined) return `"${given}" is not a path such as .t or .sensors[0].value`
  const formats: Format[] = []
  for (const word of hasPath ? rest.slice(1) : rest) {
    const format = parseFormat(word)
    if (typeof format === 'string') return format
    formats.push(format)
  }
  return { topic, path, formats }
}
