import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Target } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { ApiAnswer, ApiRequest, Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import { byCaller } from './by.ts'
import type { Messages } from './messages.ts'

interface Options {
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly mayReach: Rights['mayReach']
}

/** `POST /api/messages` and `POST …/message`. */
export function messagesRoutes({ messages, deliveries, mayReach }: Options): Handlers {
  async function answer(id: string, request: ApiRequest): Promise<ApiAnswer> {
    const { query } = request
    /** What a report may name to somebody; `undefined` is everything. */
    const { reaches } = byCaller(request, mayReach)
    const timeoutMs = readWait(query)
    await deliveries.recorded(limits.maxDatabaseWaitMs)
    if (timeoutMs === undefined) return { status: 202, body: await deliveries.report(id, reaches) }
    const report = await deliveries.settled(id, timeoutMs, reaches)
    return { status: report.counts.sent > 0 ? 202 : 200, body: report }
  }

  const sendPayload =
    (target: Target) =>
    async (request: ApiRequest): Promise<ApiAnswer> => {
      const id = messages.sendPayload(target, request.body as Uint8Array, byCaller(request, mayReach))
      return id === undefined ? { status: 204 } : answer(id, request)
    }

  return {
    sendMessage: async (request) =>
      answer(messages.send(request.body as AddressedMessage, byCaller(request, mayReach)), request),
    sendToAll: sendPayload({ kind: 'all' }),
    sendToDisplay: (request) => sendPayload({ kind: 'display', id: request.params['id'] as DisplayId })(request),
    sendToGroup: (request) => sendPayload({ kind: 'group', id: request.params['id'] as GroupId })(request),
  }
}

/** The wait in ms, or `undefined` when the request does not want to wait. */
function readWait({ wait, timeoutMs }: ApiRequest['query']): number | undefined {
  if (wait === undefined) return undefined
  return timeoutMs === undefined ? limits.defaultWaitMs : Number(timeoutMs)
}
