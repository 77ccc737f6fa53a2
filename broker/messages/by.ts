import type { Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { ApiRequest } from '../http/handler.ts'

/** On whose behalf a message is sent. */
export interface By {
  readonly sender: string
  /** Whether they may have to do with a target; `undefined` is with all. */
  readonly reaches?: ((target: Target) => boolean) | undefined
  /** The id of the message, unless it has one of its own. */
  readonly messageId?: string | undefined
}

/** On whose behalf a request sends. */
export function byCaller({ caller, messageId }: ApiRequest, mayReach: Rights['mayReach']): By {
  return { ...byOf(caller.principal, mayReach), messageId }
}

/** What nobody in particular sends is sent by the API. */
export function byOf(principal: Principal | undefined, mayReach: Rights['mayReach']): By {
  const isSomebody = principal?.kind === 'user' || principal?.kind === 'token'
  return {
    sender: isSomebody ? principal.name : 'api',
    reaches: principal?.reach === undefined ? undefined : (target) => mayReach(principal, target),
  }
}
