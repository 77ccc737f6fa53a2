import { MarqueeError } from '#contract/errors.ts'
import type { Principal } from '../access/principal.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import { positionOf } from './cursor.ts'
import { exportOf } from './export.ts'
import { wantedBy } from './filters.ts'
import type { History } from './history.ts'

/** `GET /api/messages` and `GET /api/exports/messages`. */
export function historyRoutes(history: History): Handlers {
  return {
    async listMessages({ query, caller }) {
      const { cursor, limit } = query
      const after = cursor === undefined ? undefined : positionOf(cursor)
      const page = { after, limit: limit === undefined ? limits.defaultMessagesPage : Number(limit) }
      return { status: 200, body: await history.list(wantedBy(query), page, somebody(caller)) }
    },
    exportMessages({ query, caller }) {
      const format = query['format'] === 'csv' ? 'csv' : 'json'
      return { status: 200, stream: exportOf(history.all(wantedBy(query), somebody(caller)), format) }
    },
  }
}

/** The gate lets nobody else through. */
function somebody({ principal }: Caller): Principal {
  if (principal !== undefined) return principal
  throw new MarqueeError({ code: 'not_authenticated', message: 'log in first' })
}
