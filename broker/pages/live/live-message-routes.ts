import type { DisplayId, GroupId } from '#contract/ids.ts'
import { isDisplayId } from '#contract/ids.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Target } from '#contract/topics.ts'
import type { Rights } from '../../access/rights.ts'
import type { ApiRequest, Handler, Handlers } from '../../http/handler.ts'
import type { LiveMessages } from './live-messages.ts'

interface Options {
  readonly liveMessages: LiveMessages
  readonly mayReceive: Rights['mayReceive']
}

/** The routes that send messages, with values put in before they are sent. */
export function withLiveValues(routes: Handlers, { liveMessages, mayReceive }: Options): Handlers {
  const mayRead =
    ({ caller: { principal } }: ApiRequest) =>
    (topic: string) =>
      principal !== undefined && mayReceive(principal, topic)

  function before(
    handler: Handler | undefined,
    render: (request: ApiRequest) => Promise<unknown>,
  ): Handler | undefined {
    return handler && (async (request) => handler({ ...request, body: await render(request) }))
  }

  const renderBytes = (targetOf: (params: ApiRequest['params']) => Target) => (request: ApiRequest) =>
    liveMessages.renderPayload(request.body as Uint8Array, mayRead(request), targetOf(request.params))

  const wrapped = {
    sendMessage: before(routes.sendMessage, (request) => {
      const body = request.body as AddressedMessage
      return liveMessages.renderBody(body, mayRead(request), onlyTarget(body.to))
    }),
    sendToAll: before(
      routes.sendToAll,
      renderBytes(() => ({ kind: 'all' })),
    ),
    sendToDisplay: before(
      routes.sendToDisplay,
      renderBytes(({ id }) => ({ kind: 'display', id: id as DisplayId })),
    ),
    sendToGroup: before(
      routes.sendToGroup,
      renderBytes(({ id }) => ({ kind: 'group', id: id as GroupId })),
    ),
  }
  return { ...routes, ...defined(wrapped) }
}

/** The one display that a message is for, whose time zone counts. */
function onlyTarget(to: AddressedMessage['to']): Target | undefined {
  const [id, ...others] = Array.isArray(to) ? to : []
  return id !== undefined && others.length === 0 && isDisplayId(id) ? { kind: 'display', id } : undefined
}

function defined(handlers: Readonly<Record<string, Handler | undefined>>): Handlers {
  return Object.fromEntries(Object.entries(handlers).filter(([, handler]) => handler !== undefined)) as Handlers
}
