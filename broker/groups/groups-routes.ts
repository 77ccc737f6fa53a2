import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Principal } from '../access/principal.ts'
import type { Handlers } from '../http/handler.ts'
import type { Groups } from './groups.ts'

interface Options {
  readonly groups: Groups
  readonly mayReach: (principal: Principal, target: Target) => boolean
}

/** `GET /api/groups`, `PUT /api/groups/:id`, `DELETE /api/groups/:id`. */
export function groupsRoutes({ groups, mayReach }: Options): Handlers {
  return {
    listGroups({ caller: { principal } }) {
      const isReached = (id: string) =>
        principal !== undefined && mayReach(principal, { kind: 'group', id: id as GroupId })
      return { status: 200, body: { groups: groups.list().filter(({ id }) => isReached(id)) } }
    },
    async putGroup({ params, body, caller: { principal } }) {
      const { displays } = body as { displays: DisplayId[] }
      // Whoever reaches a group reaches its members: nobody widens their own reach.
      for (const [index, id] of displays.entries()) {
        const target = { kind: 'display', id } as const
        if (principal === undefined || !mayReach(principal, target))
          throw new MarqueeError({ ...outOfReach(target), field: `displays[${index}]` })
      }
      return { status: 200, body: await groups.put(params['id'] as GroupId, displays) }
    },
    async deleteGroup({ params }) {
      await groups.remove(params['id'] ?? '')
      return { status: 204 }
    },
  }
}
