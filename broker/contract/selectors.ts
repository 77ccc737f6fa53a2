import { type DisplayId, type GroupId, isDisplayId, isName } from './ids.ts'
import type { TargetBody } from './message.ts'
import type { Target } from './topics.ts'

/** One selector taken apart: which displays it means, and whether they are meant or left out. */
export interface Selector {
  readonly isExcluded: boolean
  readonly what:
    | { readonly kind: 'all' }
    | { readonly kind: 'group'; readonly id: GroupId }
    | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
    | { readonly kind: 'display'; readonly id: DisplayId }
}

/** Takes `kitchen`, `group:floor2`, `size:20x4`, `all` or one of them behind `!` apart; `undefined` if it is none. */
export function parseSelector(text: string): Selector | undefined {
  const isExcluded = text.startsWith('!')
  const what = parseWhat(isExcluded ? text.slice(1) : text)
  return what === undefined ? undefined : { isExcluded, what }
}

function parseWhat(text: string): Selector['what'] | undefined {
  if (text === 'all') return { kind: 'all' }
  if (text.startsWith('group:')) {
    const id = text.slice('group:'.length)
    return isName(id) ? { kind: 'group', id } : undefined
  }
  const size = /^size:(\d{1,2})x(\d)$/.exec(text)
  if (size !== null) return { kind: 'size', columns: Number(size[1]), rows: Number(size[2]) }
  return isDisplayId(text) ? { kind: 'display', id: text } : undefined
}

/** The display or group whose name is in a selector; `undefined` for one that names none. */
export function namedBy(text: string): Exclude<Target, { readonly kind: 'all' }> | undefined {
  const what = parseSelector(text)?.what
  return what === undefined || what.kind === 'all' || what.kind === 'size' ? undefined : what
}

/** The selector of one target of a topic. */
export function selectorOf(target: Target): string {
  if (target.kind === 'all') return 'all'
  return target.kind === 'group' ? `group:${target.id}` : target.id
}

/** A target in the form of selectors, as reports and lists name it. */
export function selectorsOf(to: TargetBody): readonly string[] {
  if (to === 'all') return ['all']
  return Array.isArray(to) ? to : [`group:${to.group}`]
}
