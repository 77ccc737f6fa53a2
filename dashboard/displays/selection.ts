import type { Recipients } from '../hub/worker-messages.ts'
import type { Display } from './display.ts'

const isExclusion = (selector: string): boolean => selector.startsWith('!')

/** The selectors of some recipients. */
export function selectorsIn(to: Recipients): readonly string[] {
  return to === 'all' ? ['all'] : to
}

/** Whether a selector, with or without its `!`, is about a display. */
export function isAbout(selector: string, { id, groups, about }: Display): boolean {
  const what = isExclusion(selector) ? selector.slice(1) : selector
  if (what === 'all') return true
  if (what.startsWith('group:')) return groups.includes(what.slice('group:'.length))
  if (what.startsWith('size:')) return about !== undefined && what === sizeSelector(about)
  return what === id
}

/** `size:20x4` */
export function sizeSelector({ columns, rows }: { readonly columns: number; readonly rows: number }): string {
  return `size:${columns}x${rows}`
}

/** Whether a display is among the recipients: something means it, and nothing leaves it out. */
export function isChosen(to: Recipients, display: Display): boolean {
  const about = selectorsIn(to).filter((selector) => isAbout(selector, display))
  return about.length > 0 && !about.some(isExclusion)
}

/** The displays that some recipients are now. */
export function chosenDisplays(to: Recipients, displays: readonly Display[]): readonly Display[] {
  return displays.filter((display) => isChosen(to, display))
}

/** The recipients with a selector added or taken away. What leaves out what nobody means any more goes as well. */
export function withSelector(
  to: Recipients,
  { selector, isWanted, displays }: { selector: string; isWanted: boolean; displays: readonly Display[] },
): Recipients {
  const others = selectorsIn(to).filter((other) => other !== selector && other !== opposite(selector))
  const next = isWanted ? [...others, selector] : others
  const meant = next.filter((other) => !isExclusion(other))
  const isOfUse = (other: string): boolean =>
    displays.some((display) => isAbout(other, display) && meant.some((each) => isAbout(each, display)))
  const kept = [...meant, ...next.filter((other) => isExclusion(other) && isOfUse(other))]
  return kept.length === 1 && kept[0] === 'all' ? 'all' : kept
}

/** The recipients with one display put in or taken out, whatever else it is meant by. */
export function withDisplay(
  to: Recipients,
  { display, isWanted, displays }: { display: Display; isWanted: boolean; displays: readonly Display[] },
): Recipients {
  const selector = isWanted ? display.id : `!${display.id}`
  const without = withSelector(to, { selector: display.id, isWanted: false, displays })
  if (isChosen(without, display) === isWanted) return without
  return withSelector(without, { selector, isWanted: true, displays })
}

/** What a selector is without its `!`, and the other way round. */
export function opposite(selector: string): string {
  return isExclusion(selector) ? selector.slice(1) : `!${selector}`
}

/** The recipients without displays that are gone; the hub would refuse the whole message. */
export function knownRecipients(to: Recipients, displays: readonly Display[]): Recipients {
  if (to === 'all') return to
  const isKnown = (selector: string): boolean =>
    /^!?(?:all$|group:|size:)/.test(selector) || displays.some((display) => isAbout(selector, display))
  return to.filter(isKnown)
}
