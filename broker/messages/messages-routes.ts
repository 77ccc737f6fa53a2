import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Target } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { ApiAnswer, ApiRequest, Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import type { By, Messages } from './messages.ts'
import type { ReportReader } from './report-reader.ts'

interface Options {
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly mayReach: Rights['mayReach']
  readonly reportFor: ReportReader['reportFor']
}

/** `POST /api/messages`, `POST …/message` and `GET /api/messages/:id`. */
export function messagesRoutes({ messages, deliveries, mayReach, reportFor }: Options): Handlers {
  /** What nobody in particular sends is sent by the API. */
  function by({ caller: { principal }, messageId }: ApiRequest): By {
    const isSomebody = principal?.kind === 'user' || principal?.kind === 'token'
    return {
      sender: isSomebody ? principal.name : 'api',
      reaches: principal?.reach === undefined ? undefined : (target) => mayReach(principal, target),
      messageId,
    }
  }

  async function answer(id: string, query: ApiRequest['query']): Promise<ApiAnswer> {
    const timeoutMs = readWait(query)
    await deliveries.recorded(limits.maxDatabaseWaitMs)
    if (timeoutMs === undefined) return { status: 202, body: await deliveries.report(id) }
    const report = await deliveries.settled(id, timeoutMs)
    return { status: report.counts.sent > 0 ? 202 : 200, body: report }
  }

  const sendPayload =
    (target: Target) =>
    async (request: ApiRequest): Promise<ApiAnswer> => {
      const id = messages.sendPayload(target, request.body as Uint8Array, by(request))
      return id === undefined ? { status: 204 } : answer(id, request.query)
    }

  return {
    sendMessage: async (request) => answer(messages.send(request.body as AddressedMessage, by(request)), request.query),
    sendToAll: sendPayload({ kind: 'all' }),
    sendToDisplay: (request) => sendPayload({ kind: 'display', id: request.params['id'] as DisplayId })(request),
    sendToGroup: (request) => sendPayload({ kind: 'group', id: request.params['id'] as GroupId })(request),
    getMessage: async ({ params, caller }) => ({
      status: 200,
      body: await reportFor(params['id'] ?? '', caller.principal),
    }),
  }
}

/** The wait in ms, or `undefined` when the request does not want to wait. */
function readWait({ wait, timeoutMs }: ApiRequest['query']): number | undefined {
  if (wait === undefined) return undefined
  return timeoutMs === undefined ? limits.defaultWaitMs : Number(timeoutMs)
}
