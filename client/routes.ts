import { operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'

/** How an operation is called: its method, its path, and whether it takes an `Idempotency-Key`. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly isRepeatable: boolean
  /** The body is text as it is, not JSON. */
  readonly takesText: boolean
  readonly isStream: boolean
}

function routeOf({ method, path, isRepeatable, body, stream }: Operation): Route {
  return {
    method: method.toUpperCase(),
    path,
    isRepeatable: isRepeatable === true,
    takesText: typeof body === 'string',
    isStream: stream !== undefined,
  }
}

/** Of every operation. The build puts the result here, so that the package needs neither schemas nor their library. */
export const routes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries(operations).map(([name, operation]) => [name, routeOf(operation)]),
)
