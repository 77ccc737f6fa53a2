import express, { type Request, type RequestHandler } from 'express'
import * as z from 'zod/mini'
import { maxPayloadBytes } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { Operation } from '#contract/operation.ts'
import { parseValue } from '#contract/payload.ts'
import { limits } from '../limits.ts'

const anyType = () => true
// Whatever the content type says, so that `curl -d "Dinner"` works; pages of other sites are kept out by their origin.
const jsonBody = express.json({ limit: limits.maxJsonBodyBytes, type: anyType })
const rawBody = express.raw({ limit: maxPayloadBytes, type: anyType })

/** What takes the body of an operation off the wire. */
export function bodyParser({ body }: Operation): RequestHandler[] {
  if (body === undefined) return []
  return [typeof body === 'string' ? rawBody : jsonBody]
}

/** The parameters of the path; throws for what cannot be one. */
export function readParams({ params = {} }: Operation, request: Request): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.params)) given[name] = String(value)
  for (const [name, schema] of Object.entries(params)) {
    const parsed = parseValue(schema, given[name])
    if (!parsed.ok)
      throw new MarqueeError({ ...parsed.error, field: name, message: `${name} "${given[name]}" is not a valid name` })
  }
  return given
}

/** The query as text, each parameter known, given once and, where the contract says what it is, valid. */
export function readQuery(
  { query = {}, queryValues = {} }: Operation,
  request: Request,
): Record<string, string | undefined> {
  const given: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.query)) {
    if (!(name in query))
      throw new MarqueeError({ code: 'unknown_field', field: name, message: `${name} is not a known query parameter` })
    if (typeof value !== 'string')
      throw new MarqueeError({ code: 'wrong_type', field: name, message: `${name} may be given once` })
    const schema = queryValues[name]
    if (schema !== undefined) checkValue(name, schema, value)
    given[name] = value
  }
  return given
}

function checkValue(name: string, schema: z.ZodMiniType, value: string): void {
  const isNumber = schema._zod.def.type === 'number'
  const parsed = parseValue(z.object({ [name]: schema }), { [name]: isNumber ? numberIn(value) : value })
  if (!parsed.ok) throw new MarqueeError(parsed.error)
}

/** What is no number stays text, so that the schema says what is wrong with it. */
function numberIn(text: string): number | string {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
}

/** The body, checked against its schema, or bytes where the operation takes those. */
export function readBody({ body }: Operation, request: Request): unknown {
  if (body === undefined) return undefined
  if (typeof body === 'string') return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (request.body === undefined)
    throw new MarqueeError({ code: 'malformed_json', message: 'the request needs a JSON body' })
  const parsed = parseValue(body, request.body)
  if (!parsed.ok) throw new MarqueeError(parsed.error)
  return parsed.value
}
