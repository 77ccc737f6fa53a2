import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import { parseTopic } from '#contract/topics.ts'
import { limits } from '../../limits.ts'
import { type Placeholder, parseTemplate, type Template } from './template.ts'

/** The texts of a page or a message, taken apart. */
export interface LiveTexts {
  readonly text: Template
  readonly title: Template | undefined
  readonly placeholders: readonly Placeholder[]
}

const none: Template = { parts: [], placeholders: [], faults: [] }

/** Takes the texts of a page or a message apart; what is no placeholder stays in them. */
export function readTexts({ text, title }: { readonly text: string; readonly title?: string }): LiveTexts {
  const parsed = parseTemplate(text)
  const heading = title === undefined ? undefined : parseTemplate(title)
  return { text: parsed, title: heading, placeholders: [...parsed.placeholders, ...(heading ?? none).placeholders] }
}

/** Throws for the first `{{` that begins no placeholder, and names its place. */
export function refuseFaults({ text, title }: LiveTexts): void {
  for (const [field, template] of [
    ['text', text],
    ['title', title ?? none],
  ] as const) {
    const [fault] = template.faults
    if (fault === undefined) continue
    throw new MarqueeError({
      code: 'invalid_value',
      field,
      message: `the "{{" at character ${fault.at + 1} of ${field} begins no live value: ${fault.reason}`,
    })
  }
}

/** Why these live values cannot be shown on behalf of somebody; `undefined` if they can. */
export function refusePlaceholders(
  placeholders: readonly Placeholder[],
  mayRead: (topic: string) => boolean,
): ErrorBody | undefined {
  if (placeholders.length > limits.maxPlaceholders) {
    const message = `a text has at most ${limits.maxPlaceholders} live values, not ${placeholders.length}`
    return { code: 'limit_reached', field: 'text', message }
  }
  for (const { topic } of placeholders) {
    const parsed = parseTopic(topic)
    // Pages that show one another would never come to rest.
    if (parsed !== undefined && 'target' in parsed && parsed.kind === 'page')
      return { code: 'invalid_value', field: 'text', message: `${topic} is a page; a live value comes from elsewhere` }
    if (!mayRead(topic))
      return { code: 'not_authorised', field: 'text', message: `you may not read ${topic}, so you cannot show it` }
  }
  return undefined
}
