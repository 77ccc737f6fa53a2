import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Target } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import { unknownMessage } from '../deliveries/unknown-message.ts'
import type { ApiAnswer, ApiRequest, Caller, Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import { byOf } from './by.ts'
import type { Messages } from './messages.ts'

interface Options {
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly mayReach: Rights['mayReach']
  readonly mayReceive: Rights['mayReceive']
}

/** `POST /api/messages`, `POST …/message` and `GET /api/messages/:id`. */
export function messagesRoutes({ messages, deliveries, mayReach, mayReceive }: Options): Handlers {
  const by = ({ principal }: Caller) => byOf(principal, mayReach)

  /** What a report may name to somebody; `undefined` is everything. */
  const seenBy = (caller: Caller) => by(caller).reaches

  async function answer(id: string, { query, caller }: Pick<ApiRequest, 'query' | 'caller'>): Promise<ApiAnswer> {
    const timeoutMs = readWait(query)
    await deliveries.recorded(limits.maxDatabaseWaitMs)
    if (timeoutMs === undefined) return { status: 202, body: await deliveries.report(id, seenBy(caller)) }
    const report = await deliveries.settled(id, timeoutMs, seenBy(caller))
    return { status: report.counts.sent > 0 ? 202 : 200, body: report }
  }

  const sendPayload =
    (target: Target) =>
    async ({ body, query, caller }: ApiRequest): Promise<ApiAnswer> => {
      readWait(query)
      const id = messages.sendPayload(target, body as Uint8Array, by(caller))
      return id === undefined ? { status: 204 } : answer(id, { query, caller })
    }

  return {
    async sendMessage({ body, query, caller }) {
      readWait(query)
      return answer(messages.send(body as AddressedMessage, by(caller)), { query, caller })
    },
    sendToAll: sendPayload({ kind: 'all' }),
    sendToDisplay: (request) => sendPayload({ kind: 'display', id: request.params['id'] as DisplayId })(request),
    sendToGroup: (request) => sendPayload({ kind: 'group', id: request.params['id'] as GroupId })(request),
    async getMessage({ params, caller }) {
      const id = params['id'] ?? ''
      const report = await deliveries.report(id, seenBy(caller))
      // Who may read the message may read what became of it on the displays that they reach.
      if (caller.principal !== undefined && mayReceive(caller.principal, report.topic))
        return { status: 200, body: report }
      throw unknownMessage(id)
    },
  }
}

/** The wait in ms, or `undefined` when the request does not want to wait. Throws for values that mean nothing. */
function readWait({ wait, timeoutMs }: ApiRequest['query']): number | undefined {
  if (wait !== undefined && wait !== 'shown') {
    throw new MarqueeError({ code: 'invalid_value', field: 'wait', message: `wait can only be "shown", not "${wait}"` })
  }
  if (timeoutMs === undefined) return wait === undefined ? undefined : limits.defaultWaitMs
  const ms = Number(timeoutMs)
  if (!Number.isInteger(ms) || ms < 1 || ms > limits.maxWaitMs) {
    throw new MarqueeError({
      code: 'out_of_range',
      field: 'timeoutMs',
      message: `timeoutMs must be a whole number from 1 to ${limits.maxWaitMs}`,
    })
  }
  return wait === undefined ? undefined : ms
}
