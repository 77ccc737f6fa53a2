import { MarqueeError } from '#contract/errors.ts'
import { isoTime } from '../clock.ts'
import type { Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import type { Audit } from './audit.ts'
import type { AuditEntry } from './audit-repository.ts'

/** `GET /api/audit`. */
export function auditRoutes(audit: Audit): Handlers {
  return {
    async listAudit({ query }) {
      const { before, actor, subject } = query
      const { entries, next } = await audit.list({ limit: readLimit(query['limit']), before, actor, subject })
      return { status: 200, body: { entries: entries.map(view), ...(next === undefined ? {} : { next }) } }
    },
  }
}

function view({ id, at, actor, action, subject, details }: AuditEntry): object {
  return {
    id,
    at: isoTime(at),
    actor,
    action,
    ...(subject === undefined ? {} : { subject }),
    ...(details === undefined ? {} : { details }),
  }
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return limits.defaultAuditPage
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= limits.maxAuditPage) return limit
  throw new MarqueeError({
    code: 'out_of_range',
    field: 'limit',
    message: `limit must be a whole number from 1 to ${limits.maxAuditPage}`,
  })
}
