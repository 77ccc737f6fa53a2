import type { PageView } from '#contract/page-operations.ts'

/** Pages that are edited one by one, by whose they are: everyone's first, then groups, then displays. */
export function byOwner(pages: readonly PageView[]): readonly (readonly [owner: string, pages: PageView[]])[] {
  const owners = new Map<string, PageView[]>()
  for (const view of pages) {
    if (view.source === 'playlist') continue
    const others = owners.get(view.to)
    if (others === undefined) owners.set(view.to, [view])
    else others.push(view)
  }
  return [...owners].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, undefined, { numeric: true }))
}

function rank(owner: string): number {
  if (owner === 'all') return 0
  return owner.startsWith('group:') ? 1 : 2
}
