import { MarqueeError } from '#contract/errors.ts'
import type { GroupView } from '#contract/http.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { GroupsRepository } from './groups-repository.ts'

type MembershipListener = (displayId: string, groupId: string) => void

/** Named sets of displays. A display may be in many; membership outlives the process and the display. */
export interface Groups {
  has(id: string): boolean
  /** Always the same list until membership changes, which makes another one. */
  members(id: string): readonly string[]
  groupsOf(displayId: string): readonly string[]
  list(): GroupView[]
  /** Makes a group or replaces its members, at once; resolves when that is kept, rejects with `unavailable` if it is not. */
  put(id: GroupId, members: readonly DisplayId[]): Promise<GroupView>
  /** Resolves when it is gone for good; rejects with `unknown_group`, or `unavailable` if it may come back with a restart. */
  remove(id: string): Promise<void>
  onJoined(listener: MembershipListener): void
  onLeft(listener: MembershipListener): void
}

/** Loads the groups; rejects if they cannot be read. */
export async function createGroups({
  repository,
  limit,
}: {
  repository: GroupsRepository
  limit: number
}): Promise<Groups> {
  const groups = new Map<string, Set<string>>(
    [...(await repository.load())].map(([id, members]) => [id, new Set(members)]),
  )
  const lists = new WeakMap<ReadonlySet<string>, readonly string[]>()
  const groupsOf = new Map<string, Set<string>>()
  for (const [id, members] of groups) for (const display of members) addTo(groupsOf, display, id)
  const joined: MembershipListener[] = []
  const left: MembershipListener[] = []

  const view = (id: string): GroupView => ({ id, displays: [...(groups.get(id) ?? [])].sort() })

  function members(id: string): readonly string[] {
    const group = groups.get(id)
    if (group === undefined) return []
    const list = lists.get(group) ?? [...group]
    lists.set(group, list)
    return list
  }

  function change(id: string, next: ReadonlySet<string>) {
    const before = groups.get(id) ?? new Set()
    const gone = [...before].filter((display) => !next.has(display))
    const fresh = [...next].filter((display) => !before.has(display))
    groups.set(id, new Set(next))
    for (const display of gone) removeFrom(groupsOf, display, id)
    for (const display of fresh) addTo(groupsOf, display, id)
    for (const display of gone) for (const listener of left) listener(display, id)
    for (const display of fresh) for (const listener of joined) listener(display, id)
  }

  // What another hub on the same database has changed counts here too.
  repository.onChangedElsewhere((kept, isOurs) => {
    for (const [id, members] of kept) if (!isOurs(id)) change(id, new Set(members))
    for (const id of [...groups.keys()]) {
      if (kept.has(id) || isOurs(id)) continue
      change(id, new Set())
      groups.delete(id)
    }
  })

  return {
    has: (id) => groups.has(id),
    members,
    groupsOf: (displayId) => [...(groupsOf.get(displayId) ?? [])].sort(),
    list: () => [...groups.keys()].sort().map(view),
    async put(id, members) {
      if (!groups.has(id) && groups.size >= limit) {
        throw new MarqueeError({
          code: 'limit_reached',
          message: `there are ${limit} groups already; delete one first`,
        })
      }
      change(id, new Set(members))
      repository.put(id, [...new Set(members)])
      await repository.saved()
      return view(id)
    },
    async remove(id) {
      if (!groups.has(id)) throw new MarqueeError({ code: 'unknown_group', message: `there is no group "${id}"` })
      change(id, new Set())
      groups.delete(id)
      repository.remove(id)
      await repository.saved()
    },
    onJoined: (listener) => void joined.push(listener),
    onLeft: (listener) => void left.push(listener),
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string) {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}

function removeFrom(sets: Map<string, Set<string>>, key: string, value: string) {
  const known = sets.get(key)
  known?.delete(value)
  if (known?.size === 0) sets.delete(key)
}
