import type { DisplayId } from '#contract/ids.ts'
import type { TargetBody } from '#contract/message.ts'
import { displayTopic, parseTopic, type Target } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import type { ApiRequest, Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import type { Publish } from '../publication.ts'
import { byCaller } from './by.ts'
import type { Messages } from './messages.ts'
import type { ReportReader } from './report-reader.ts'

interface Options {
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly publish: Publish
  readonly mayReach: Rights['mayReach']
  readonly reportFor: ReportReader['reportFor']
}

interface DismissBody {
  readonly to: TargetBody
  readonly what?: string
}

/** What is done with messages that were sent: `GET` and `DELETE /api/messages/:id`, `…/resend`, and `POST /api/dismiss`. */
export function sentRoutes({ messages, deliveries, publish, mayReach, reportFor }: Options): Handlers {
  /** A message that the caller may know of. */
  async function find({ params, caller }: ApiRequest): Promise<TrackedMessage> {
    const id = params['id'] ?? ''
    await reportFor(id, caller.principal)
    return deliveries.message(id)
  }

  function takeAway(message: TrackedMessage, reaches: (target: Target) => boolean): void {
    const displays = [...message.deliveries.values()].filter(
      ({ display, state }) => isThere(state) && reaches({ kind: 'display', id: display }),
    )
    for (const { display } of displays) deliveries.dismissWaiting(display, message.id)
    for (const target of targetsOf(
      message,
      displays.map(({ display }) => display),
      reaches,
    )) {
      // A board knows plain text by its hash, unless it was sent again.
      for (const name of new Set([message.ackId, message.id]))
        publish(displayTopic('dismiss', target), name, { qos: 1 })
    }
  }

  return {
    getMessage: async ({ params, caller }) => ({
      status: 200,
      body: await reportFor(params['id'] ?? '', caller.principal),
    }),
    async resendMessage(request) {
      const { body, to } = await find(request)
      // An id is that of one message, and the time until which the earlier one was good is over.
      const { id: _, expiresAt: _expiresAt, ...message } = body
      const other = (request.body as { to?: TargetBody }).to
      const by = byCaller(request, mayReach)
      const sent = messages.send({ ...message, to: other ?? targetOf(to) }, by)
      await deliveries.recorded(limits.maxDatabaseWaitMs)
      return { status: 202, body: await deliveries.report(sent, by.reaches) }
    },
    async dismissMessage(request) {
      const message = await find(request)
      const { reaches = () => true } = byCaller(request, mayReach)
      takeAway(message, reaches)
      await deliveries.recorded(limits.maxDatabaseWaitMs)
      return { status: 200, body: await reportFor(message.id, request.caller.principal) }
    },
    async dismiss(request) {
      const { to, what } = request.body as DismissBody
      const displays = messages.dismiss(to, what, byCaller(request, mayReach))
      await deliveries.recorded(limits.maxDatabaseWaitMs)
      return { status: 200, body: { displays } }
    },
  }
}

/** It waits for the display, or is on its glass, as far as the hub knows. */
function isThere(state: string): boolean {
  return state === 'queued' || state === 'sent' || state === 'shown'
}

/** One publish to a group or to all is enough for all of its displays, for whoever may send there. */
function targetsOf(
  { topic }: TrackedMessage,
  displays: readonly DisplayId[],
  reaches: (target: Target) => boolean,
): Target[] {
  const parsed = parseTopic(topic)
  const target = parsed !== undefined && 'target' in parsed ? parsed.target : undefined
  if (target !== undefined && target.kind !== 'display' && displays.length > 1 && reaches(target)) return [target]
  return displays.map((id) => ({ kind: 'display', id }))
}

/** Selectors in the form in which a message names whom it is for. */
function targetOf(to: readonly string[]): TargetBody {
  const [only = 'all'] = to
  if (to.length > 1) return [...to]
  if (only === 'all') return 'all'
  return only.startsWith('group:') ? { group: only.slice('group:'.length) as never } : [only]
}
