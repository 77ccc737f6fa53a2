import * as z from 'zod/mini'
import { reportSchema } from '#contract/delivery.ts'
import { displayViewSchema, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { roomMessageSchema } from '#contract/room.ts'

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly description?: string
  readonly additionalProperties?: Schema | boolean
}

/** The declaration file of `marquee/client`: what the contract says, without the schemas and their library. */
export function declarations(): string {
  return `/** Made from the contract by the build. */

export interface ClientOptions {
  /** Where the hub is: \`http://localhost:8080\`. */
  readonly url: string | URL
  /** An API token, \`mqt_…\`. On the hub's own machine none is needed to read and send. */
  readonly token?: string | undefined
  /** In place of the global one. */
  readonly fetch?: typeof fetch | undefined
}

export interface CallOptions {
  /** Whatever is called again with it within 24 hours is done once and answered alike. */
  readonly idempotencyKey?: string | undefined
  /** Ends the call, or the stream. */
  readonly signal?: AbortSignal | undefined
}

/** What the hub answers when it does not do what it was asked for, and what is said when it does not answer. */
export declare class MarqueeError extends Error {
  readonly code: string
  readonly field: string | undefined
  /** Of HTTP; 0 when there was no answer. */
  readonly status: number
  readonly retryAfterMs: number | undefined
}

export type Report = ${typeOf(schemaOf(reportSchema, 'output'))}

export type HubEvent =
  | { readonly type: 'delivery'; readonly id: string | undefined; readonly data: Report }
  | { readonly type: 'display'; readonly id: string | undefined; readonly data: ${typeOf(schemaOf(displayViewSchema, 'output'))} }
  | { readonly type: 'room'; readonly id: string | undefined; readonly data: ${typeOf(schemaOf(roomMessageSchema, 'output'))} }

/** A method for each operation of the HTTP API. They reject with \`MarqueeError\`. */
export interface Client {
${Object.entries(operations as Record<string, Operation>)
  .map(([name, operation]) => methodOf(name, operation))
  .join('\n')}
}

export declare function createClient(options: ClientOptions): Client
`
}

function methodOf(name: string, operation: Operation): string {
  const { method, path, summary, query = {}, queryValues = {}, params = {}, body } = operation
  const fields = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => `${key}: ${valueType(params[key])}`),
    ...(body === undefined ? [] : [`body: ${typeof body === 'string' ? 'string' : typeOf(schemaOf(body, 'input'))}`]),
    ...Object.entries(query).map(([key, text]) => `${docOf(text)}${key}?: ${queryType(queryValues[key])} | undefined`),
  ]
  const isOptional = !/\{\w+\}/.test(path) && body === undefined
  const input =
    fields.length === 0 ? 'input?: Record<never, never>' : `input${isOptional ? '?' : ''}: { ${fields.join('; ')} }`
  return `  /** ${comment(summary)}. \`${method.toUpperCase()} ${path}\` */
  ${name}(${input}, options?: CallOptions): ${answerOf(name, operation)}`
}

function answerOf(name: string, { responses, stream }: Operation): string {
  if (name === 'streamEvents') return 'AsyncIterable<HubEvent>'
  if (stream !== undefined) return 'Promise<Response>'
  const types = Object.values(responses).map((each) =>
    typeof each === 'string' ? 'undefined' : each === reportSchema ? 'Report' : typeOf(schemaOf(each, 'output')),
  )
  return `Promise<${[...new Set(types)].join(' | ')}>`
}

function valueType(schema: z.ZodMiniType | undefined): string {
  return schema === undefined ? 'string' : typeOf(schemaOf(schema, 'input'))
}

/** Numbers and truth values may be given as what they are. */
function queryType(schema: z.ZodMiniType | undefined): string {
  const type = valueType(schema)
  return type === "'true' | 'false'" ? `boolean | ${type}` : type
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io }) as Schema
}

function typeOf(schema: Schema): string {
  const { type, anyOf, items, properties, additionalProperties } = schema
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
  if (schema.const !== undefined) return literal(schema.const)
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' | ')
  if (type === 'array') return `Array<${typeOf(items ?? {})}>`
  if (type === 'object' && properties !== undefined) return objectOf(properties, schema.required ?? [])
  if (type === 'object')
    return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`
  if (type === 'integer') return 'number'
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'null' ? type : 'unknown'
}

function objectOf(properties: Readonly<Record<string, Schema>>, required: readonly string[]): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) =>
      `${docOf(schema.description)}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  return `{ ${fields.join('; ')} }`
}

function docOf(description: string | undefined): string {
  return description === undefined ? '' : `/** ${comment(description)} */ `
}

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)
}
