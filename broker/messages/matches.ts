import type { TargetBody } from '#contract/message.ts'
import { parseSelector, type Selector, selectorsOf } from '#contract/selectors.ts'
import type { Display } from '../displays/displays.ts'

/** Whether selectors mean one display now. What does not exist any more means none. */
export function matcherOf(to: TargetBody, groupsOf: (display: string) => readonly string[]) {
  const selectors = selectorsOf(to).flatMap((text) => parseSelector(text) ?? [])
  const meant = selectors.filter(({ isExcluded }) => !isExcluded)
  const left = selectors.filter(({ isExcluded }) => isExcluded)

  function isMeant(display: Display, { what }: Selector): boolean {
    switch (what.kind) {
      case 'all':
        return true
      case 'display':
        return display.id === what.id
      case 'group':
        return groupsOf(display.id).includes(what.id)
      case 'size':
        return display.about?.columns === what.columns && display.about.rows === what.rows
    }
  }

  return (display: Display): boolean =>
    (meant.length === 0 || meant.some((selector) => isMeant(display, selector))) &&
    !left.some((selector) => isMeant(display, selector))
}
