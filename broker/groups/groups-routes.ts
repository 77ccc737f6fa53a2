import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { Handlers } from '../http/handler.ts'
import type { Groups } from './groups.ts'

/** `GET /api/groups`, `PUT /api/groups/:id`, `DELETE /api/groups/:id`. */
export function groupsRoutes(groups: Groups): Handlers {
  return {
    listGroups: () => ({ status: 200, body: { groups: groups.list() } }),
    async putGroup({ params, body }) {
      const { displays } = body as { displays: DisplayId[] }
      return { status: 200, body: await groups.put(params['id'] as GroupId, displays) }
    },
    async deleteGroup({ params }) {
      await groups.remove(params['id'] ?? '')
      return { status: 204 }
    },
  }
}
