import type { Recipients } from '../hub/worker-messages.ts'
import { selectorsIn } from './selection.ts'

const mostNamed = 3

/** "Everyone without Lobby", "group floor2 and Kitchen", "all 20×4": selectors as people say them. */
export function targetText(to: Recipients, nameOf: (displayId: string) => string): string {
  const selectors = selectorsIn(to)
  const meant = selectors.filter((selector) => !selector.startsWith('!'))
  const leftOut = selectors.filter((selector) => selector.startsWith('!')).map((selector) => selector.slice(1))
  const whom = listed(meant.map((selector) => wordsOf(selector, nameOf)))
  if (leftOut.length === 0) return upperFirst(whom)
  return upperFirst(`${whom} without ${listed(leftOut.map((selector) => wordsOf(selector, nameOf)))}`)
}

function wordsOf(selector: string, nameOf: (displayId: string) => string): string {
  if (selector === 'all') return 'everyone'
  if (selector.startsWith('group:')) return `group ${selector.slice('group:'.length)}`
  if (selector.startsWith('size:')) return `all ${selector.slice('size:'.length).replace('x', '×')}`
  return nameOf(selector)
}

/** "Kitchen, Hall and 3 more" */
export function listed(names: readonly string[], limit = mostNamed): string {
  const named = names.slice(0, limit)
  const more = names.length - named.length
  if (more > 0) return `${named.join(', ')} and ${more} more`
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
