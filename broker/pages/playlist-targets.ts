import type { DisplayId } from '#contract/ids.ts'
import type { TargetBody } from '#contract/message.ts'
import { parseSelector, type Selector } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'

interface Known {
  readonly displays: Pick<Displays, 'get' | 'has' | 'all'>
  readonly groups: Pick<Groups, 'members'>
}

/**
 * Whose pages a playlist makes: all, one group, or each display that its selectors mean at this moment. A display that several of
 * them mean gets each page once.
 */
export function targetsOf(to: TargetBody, known: Known): readonly Target[] {
  if (to === 'all') return [{ kind: 'all' }]
  if (!Array.isArray(to)) return [{ kind: 'group', id: to.group }]
  const selectors = to.flatMap((text) => parseSelector(text) ?? [])
  const [only] = selectors
  if (selectors.length === 1 && only !== undefined && !only.isExcluded) {
    const { what } = only
    if (what.kind !== 'size') return what.kind === 'all' ? [{ kind: 'all' }] : [what]
  }
  return selectedDisplays(selectors, known).map((id) => ({ kind: 'display', id }))
}

/** The known displays that selectors mean; with none but exclusions, all others. */
export function selectedDisplays(selectors: readonly Selector[], { displays, groups }: Known): readonly DisplayId[] {
  const isMeant = (what: Selector['what'], id: DisplayId): boolean => {
    switch (what.kind) {
      case 'all':
        return true
      case 'group':
        return groups.members(what.id).includes(id)
      case 'display':
        return what.id === id
      case 'size': {
        const about = displays.get(id)?.about
        return about?.columns === what.columns && about.rows === what.rows
      }
    }
  }
  const included = selectors.filter(({ isExcluded }) => !isExcluded)
  const excluded = selectors.filter(({ isExcluded }) => isExcluded)
  return [...displays.all()]
    .map(({ id }) => id)
    .filter((id) => included.length === 0 || included.some(({ what }) => isMeant(what, id)))
    .filter((id) => !excluded.some(({ what }) => isMeant(what, id)))
    .sort()
}
