import express, { type Request, type RequestHandler, Router } from 'express'
import { maxPayloadBytes } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import { type OperationName, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { parseValue } from '#contract/payload.ts'
import type { HttpGate } from '../access/http-gate.ts'
import type { Audit } from '../audit/audit.ts'
import { limits } from '../limits.ts'
import type { Caller, Handler, Handlers } from './handler.ts'

const anyType = () => true
// Whatever the content type says, so that `curl -d "Dinner"` works; pages of other sites are kept out by their origin.
const jsonBody = express.json({ limit: limits.maxJsonBodyBytes, type: anyType })
const rawBody = express.raw({ limit: maxPayloadBytes, type: anyType })

interface Options {
  readonly gate: HttpGate
  readonly audit: Pick<Audit, 'record'>
}

/** Mounts the handler of each operation behind the gate; throws at start if one is missing. */
export function createApi(handlers: Handlers, { gate, audit }: Options): Router {
  const router = Router()
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const handler = handlers[name]
    if (handler === undefined) throw new Error(`no handler for ${name}`)
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
    router[operation.method](
      path,
      admit(operation, gate),
      ...bodyParser(operation),
      answerWith(operation, handler, audit),
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

function bodyParser({ body }: Operation): RequestHandler[] {
  if (body === undefined) return []
  return [typeof body === 'string' ? rawBody : jsonBody]
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

function answerWith(operation: Operation, handler: Handler, audit: Options['audit']): RequestHandler {
  return async (request, response) => {
    const caller = response.locals['caller'] as Caller
    const { status, body, cookies } = await handler({
      caller,
      params: readParams(operation, request),
      query: readQuery(operation, request),
      body: readBody(operation, request),
    })
    const { principal } = caller
    if (operation.audit !== undefined && principal !== undefined)
      audit.record({
        actor: principal.name,
        action: operation.audit,
        subject: request.params['id'] as string | undefined,
      })
    if (cookies !== undefined && cookies.length > 0) response.append('Set-Cookie', [...cookies])
    response.status(status)
    if (body === undefined) response.end()
    else response.json(body)
  }
}

function readParams({ params = {} }: Operation, request: Request): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.params)) given[name] = String(value)
  for (const [name, schema] of Object.entries(params)) {
    const parsed = parseValue(schema, given[name])
    if (!parsed.ok)
      throw new MarqueeError({ ...parsed.error, field: name, message: `${name} "${given[name]}" is not a valid name` })
  }
  return given
}

function readQuery({ query = {} }: Operation, request: Request): Record<string, string | undefined> {
  const given: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.query)) {
    if (!(name in query))
      throw new MarqueeError({ code: 'unknown_field', field: name, message: `${name} is not a known query parameter` })
    if (typeof value !== 'string')
      throw new MarqueeError({ code: 'wrong_type', field: name, message: `${name} may be given once` })
    given[name] = value
  }
  return given
}

function readBody({ body }: Operation, request: Request): unknown {
  if (body === undefined) return undefined
  if (typeof body === 'string') return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (request.body === undefined)
    throw new MarqueeError({ code: 'malformed_json', message: 'the request needs a JSON body' })
  const parsed = parseValue(body, request.body)
  if (!parsed.ok) throw new MarqueeError(parsed.error)
  return parsed.value
}
