import type { ErrorBody } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'

export type Recipients =
  | { readonly ok: true; readonly displays: readonly DisplayId[] }
  | { readonly ok: false; readonly error: ErrorBody }

const maxNamed = 10

interface Registry {
  readonly displays: Displays
  readonly groups: Groups
}

/**
 * The displays that a target stands for at this moment, of a group those that `members` says were in it; an error names
 * what does not exist and what does.
 */
export function recipientsOf(
  target: Target,
  { displays, groups }: Registry,
  members: readonly string[] | undefined = groupMembers(target, groups),
): Recipients {
  switch (target.kind) {
    case 'all':
      return { ok: true, displays: [...displays.all()].map(({ id }) => id) }
    case 'group':
      if (members === undefined) {
        const known = list(groups.list().map(({ id }) => id))
        return {
          ok: false,
          error: {
            code: 'unknown_group',
            message: `there is no group "${target.id}"; ${known === '' ? 'none exists yet' : `known are ${known}`}`,
          },
        }
      }
      return { ok: true, displays: members.flatMap((id) => displays.get(id)?.id ?? []) }
    case 'display':
      if (displays.get(target.id) === undefined) return { ok: false, error: unknownDisplay(target.id, displays) }
      return { ok: true, displays: [target.id] }
  }
}

/** Who is in a group now; `undefined` if there is no such group. */
export function groupMembers(target: Target, groups: Groups): readonly string[] | undefined {
  return target.kind === 'group' && groups.has(target.id) ? groups.members(target.id) : undefined
}

/** Says that a display has never connected, and which have. */
export function unknownDisplay(id: string, displays: Displays): ErrorBody {
  const known = list([...displays.all()].slice(0, maxNamed + 1).map((display) => display.id))
  return {
    code: 'unknown_display',
    message: `no display "${id}" has ever connected; ${known === '' ? 'none has yet' : `known are ${known}`}`,
  }
}

function list(names: readonly string[]): string {
  return names.length > maxNamed ? `${names.slice(0, maxNamed).join(', ')}, …` : names.join(', ')
}
