import type { RequestHandler } from 'express'
import { retryAfterOf } from '../retry-after.ts'

export interface Readiness {
  readonly isReady: () => boolean
  readonly database: () => { readonly fault: string | undefined; readonly pending: number }
}

/** A hub that starts is ready in a moment. */
const startMs = 1000

/**
 * `GET /readyz`: 503 while nobody is served. Without its database the hub goes on serving, so that is 200 and `degraded`:
 * a load balancer that took it away for this would take the displays off the air.
 */
export function answerReadiness({ isReady, database }: Readiness): RequestHandler {
  return (_request, response) => {
    if (!isReady()) {
      response.set('Retry-After', retryAfterOf({ code: 'unavailable', retryAfterMs: startMs }))
      return void response.status(503).json({ status: 'not ready' })
    }
    const { fault, pending } = database()
    if (fault === undefined) return void response.json({ status: 'ready' })
    response.json({ status: 'degraded', database: 'not available', pendingChanges: pending })
  }
}
