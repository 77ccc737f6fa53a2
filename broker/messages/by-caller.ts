import type { Rights } from '../access/rights.ts'
import type { ApiRequest } from '../http/handler.ts'
import type { By } from './messages.ts'

/** On whose behalf a request sends. What nobody in particular sends is sent by the API. */
export function byCaller({ caller: { principal }, messageId }: ApiRequest, mayReach: Rights['mayReach']): By {
  const isSomebody = principal?.kind === 'user' || principal?.kind === 'token'
  return {
    sender: isSomebody ? principal.name : 'api',
    reaches: principal?.reach === undefined ? undefined : (target) => mayReach(principal, target),
    messageId,
  }
}
