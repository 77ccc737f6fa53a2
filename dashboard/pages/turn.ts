import type { Page } from '#contract/page.ts'

/** A page with the text that displays have of it, live values filled in. */
export interface NamedPage {
  readonly name: string
  readonly page: Page
  readonly text: string
  readonly isStale?: boolean
}

export const usualOrder = 100
export const usualShowMs = 8000

/** Pages in the order in which displays show them: by `order`, then by name. */
export function inOrder<Item extends { readonly name: string; readonly page: Page }>(pages: readonly Item[]): Item[] {
  return [...pages].sort(
    (a, b) => (a.page.order ?? usualOrder) - (b.page.order ?? usualOrder) || (a.name < b.name ? -1 : 1),
  )
}

/**
 * Those that take turns: while the hub is away the `offline` pages in place of all others, otherwise the pages for
 * always, or the `idle` ones where there is no page for always.
 */
export function inTurn<Item extends { readonly name: string; readonly page: Page }>(
  pages: readonly Item[],
  isHubAway: boolean,
): Item[] {
  const ordered = inOrder(pages)
  const of = (wanted: NonNullable<Page['when']>): Item[] =>
    ordered.filter(({ page: { when = 'always' } }) => when === wanted)
  if (isHubAway && of('offline').length > 0) return of('offline')
  return of('always').length > 0 ? of('always') : of('idle')
}

/** The new `order` of each page that has to change when the pages are to come in this order. */
export function ordersFor(
  pages: readonly { readonly name: string; readonly page: Page }[],
): ReadonlyMap<string, number> {
  const orders = new Map<string, number>()
  const step = pages.length <= 90 ? 10 : 1
  for (const [index, { name, page }] of pages.entries()) {
    const order = Math.min((index + 1) * step, 999)
    if (page.order !== order) orders.set(name, order)
  }
  return orders
}
