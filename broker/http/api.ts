import { type RequestHandler, Router } from 'express'
import { MarqueeError } from '#contract/errors.ts'
import { type OperationName, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import type { HttpGate } from '../access/http-gate.ts'
import type { Audit } from '../audit/audit.ts'
import type { ApiAnswer, Caller, Handler, Handlers } from './handler.ts'
import { repeatableOf } from './idempotency-key.ts'
import { bodyParser, readBody, readParams, readQuery } from './read-request.ts'
import type { Repeats } from './repeats.ts'
import type { Streams } from './streams.ts'

interface Options {
  readonly gate: HttpGate
  readonly audit: Pick<Audit, 'record'>
  readonly streams: Pick<Streams, 'send'>
  readonly repeats: Pick<Repeats, 'once'>
  /** What is answered of a message that was accepted before; `undefined` if it was not. */
  readonly answerOf: (messageId: string) => Promise<ApiAnswer | undefined>
}

/** Mounts the handler of each operation behind the gate; throws at start if one is missing. */
export function createApi(handlers: Handlers, options: Options): Router {
  const router = Router()
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const handler = handlers[name]
    if (handler === undefined) throw new Error(`no handler for ${name}`)
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
    router[operation.method](
      path,
      admit(operation, options.gate),
      ...bodyParser(operation),
      answerWith(operation, handler, options),
    )
  }
  router.use('/api', (request) => {
    throw new MarqueeError({
      code: 'not_found',
      message: `there is no ${request.method} ${request.originalUrl}; see /api/openapi.json`,
    })
  })
  return router
}

/** Before the body is read: nobody fills the memory of a hub that does not serve them. */
function admit(operation: Operation, gate: HttpGate): RequestHandler {
  return async (request, response, next) => {
    const caller = await gate.identify(request)
    gate.check(caller, operation, String(request.params['id'] ?? ''))
    response.locals['caller'] = caller
    next()
  }
}

function answerWith(operation: Operation, handler: Handler, options: Options): RequestHandler {
  const { audit, streams, repeats, answerOf } = options
  return async (request, response) => {
    const caller = response.locals['caller'] as Caller
    const given = {
      caller,
      params: readParams(operation, request),
      query: readQuery(operation, request),
      body: readBody(operation, request),
    }
    const repeatable = repeatableOf(operation, request, caller, answerOf)
    const { status, body, cookies, stream } =
      repeatable === undefined
        ? await handler(given)
        : await repeats.once(repeatable, async (messageId) => handler({ ...given, messageId }))
    const { principal } = caller
    if (operation.audit !== undefined && principal !== undefined)
      audit.record({
        actor: principal.name,
        action: operation.audit,
        subject: request.params['id'] as string | undefined,
      })
    if (stream !== undefined) return streams.send(response, stream, caller, status)
    if (cookies !== undefined && cookies.length > 0) response.append('Set-Cookie', [...cookies])
    response.status(status)
    if (body === undefined) response.end()
    else response.json(body)
  }
}
