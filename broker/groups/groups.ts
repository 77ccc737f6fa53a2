import * as z from 'zod/mini'
import { MarqueeError } from '#contract/errors.ts'
import type { GroupView } from '#contract/http.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { Snapshot } from '../storage/snapshot.ts'

export const groupsSchema = z.record(z.string(), z.array(z.string()))
export type SavedGroups = z.infer<typeof groupsSchema>

type MembershipListener = (displayId: string, groupId: string) => void

/** Named sets of displays. A display may be in many; membership outlives the process and the display. */
export interface Groups {
  has(id: string): boolean
  members(id: string): readonly string[]
  groupsOf(displayId: string): readonly string[]
  list(): GroupView[]
  /** Makes a group or replaces its members; resolves when that is kept. */
  put(id: GroupId, members: readonly DisplayId[]): Promise<GroupView>
  /** Resolves when it is gone for good; rejects with `unknown_group`. */
  remove(id: string): Promise<void>
  onJoined(listener: MembershipListener): void
  onLeft(listener: MembershipListener): void
}

/** Loads the groups; rejects if the snapshot cannot be read. */
export async function createGroups({
  snapshot,
  limit,
}: {
  snapshot: Snapshot<SavedGroups>
  limit: number
}): Promise<Groups> {
  const groups = new Map<string, Set<string>>(
    Object.entries((await snapshot.load()) ?? {}).map(([id, members]) => [id, new Set(members)]),
  )
  const joined: MembershipListener[] = []
  const left: MembershipListener[] = []

  const view = (id: string): GroupView => ({ id, displays: [...(groups.get(id) ?? [])].sort() })
  const save = () => snapshot.save(Object.fromEntries([...groups].map(([id, members]) => [id, [...members]])))

  function change(id: string, next: ReadonlySet<string>) {
    const before = groups.get(id) ?? new Set()
    for (const display of before) if (!next.has(display)) for (const listener of left) listener(display, id)
    groups.set(id, new Set(next))
    for (const display of next) if (!before.has(display)) for (const listener of joined) listener(display, id)
  }

  return {
    has: (id) => groups.has(id),
    members: (id) => [...(groups.get(id) ?? [])],
    groupsOf: (displayId) => [...groups].flatMap(([id, members]) => (members.has(displayId) ? [id] : [])).sort(),
    list: () => [...groups.keys()].sort().map(view),
    async put(id, members) {
      if (!groups.has(id) && groups.size >= limit) {
        throw new MarqueeError({
          code: 'limit_reached',
          message: `there are ${limit} groups already; delete one first`,
        })
      }
      change(id, new Set(members))
      await save()
      return view(id)
    },
    async remove(id) {
      if (!groups.has(id)) throw new MarqueeError({ code: 'unknown_group', message: `there is no group "${id}"` })
      change(id, new Set())
      groups.delete(id)
      await save()
    },
    onJoined: (listener) => void joined.push(listener),
    onLeft: (listener) => void left.push(listener),
  }
}
