import type { TargetBody } from '#contract/message.ts'
import { parseSelector } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import { matcherOf } from '../messages/matches.ts'

interface Known {
  readonly displays: Pick<Displays, 'all'>
  readonly groups: Pick<Groups, 'groupsOf'>
}

/**
 * Whose pages a playlist makes: all, one group, or each display that its selectors mean at this moment. A display that several of
 * them mean gets each page once.
 */
export function targetsOf(to: TargetBody, { displays, groups }: Known): readonly Target[] {
  if (to === 'all') return [{ kind: 'all' }]
  if (!Array.isArray(to)) return [{ kind: 'group', id: to.group }]
  const only = to.length === 1 ? parseSelector(to[0] ?? '') : undefined
  // The topic of all or of a group also reaches those who come later.
  if (only !== undefined && !only.isExcluded && only.what.kind !== 'size') return [only.what]
  const isMeant = matcherOf(to, groups.groupsOf)
  return [...displays.all()]
    .filter(isMeant)
    .map(({ id }) => ({ kind: 'display', id }) as const)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}
