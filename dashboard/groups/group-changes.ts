import type { ErrorBody } from '#contract/errors.ts'
import { callHub } from '../hub/hub.ts'
import type { Answer } from '../hub/worker-messages.ts'

/** Makes a group without members. An id that is taken is refused: making it again would empty it. */
export async function makeGroup(id: string): Promise<Answer<unknown>> {
  const listed = await callHub('listGroups')
  if (!listed.ok) return listed
  if (listed.value.groups.some((group) => group.id === id)) return { ok: false, error: taken(id) }
  return callHub('putGroup', { id, body: { displays: [] } })
}

function taken(id: string): ErrorBody {
  return { code: 'conflict', message: `there is a group "${id}" already`, field: 'id' }
}

/** Adds and removes members, and leaves those alone whom somebody else added or removed in the meantime. */
export async function changeMembers(
  id: string,
  before: readonly string[],
  after: readonly string[],
): Promise<Answer<unknown>> {
  const listed = await callHub('listGroups')
  if (!listed.ok) return listed
  const now = listed.value.groups.find((group) => group.id === id)?.displays ?? []
  return callHub('putGroup', { id, body: { displays: mergedMembers(before, after, now) } })
}

/** What the members are when a change from `before` to `after` comes upon `now`. */
export function mergedMembers(
  before: readonly string[],
  after: readonly string[],
  now: readonly string[],
): readonly string[] {
  const removed = new Set(before.filter((id) => !after.includes(id)))
  const added = after.filter((id) => !before.includes(id))
  return [...new Set([...now.filter((id) => !removed.has(id)), ...added])]
}
