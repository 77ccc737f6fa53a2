import * as z from 'zod/mini'
import { errorBodySchema, type OperationName } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { apiTags, tagOf } from './api-tags.ts'
import { examples } from './examples.ts'

/** The OpenAPI 3.1 document of the HTTP API, made from the contract. */
export function openApi(operations: Readonly<Record<string, Operation>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const used = new Set<string>()
  for (const [operationId, operation] of Object.entries(operations)) {
    const methods = { [operation.method]: describeOperation(operationId, operation) }
    paths[operation.path] = { ...paths[operation.path], ...methods }
    used.add(tagOf(operation.path).name)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description: 'Puts text on displays and tells who saw it. Errors are `{code, message, field}`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: apiTags.filter(({ name }) => used.has(name)).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: { Error: jsonSchema(errorBodySchema) },
      headers: {
        RetryAfter: {
          description: 'In how many seconds trying again may help.',
          schema: { type: 'integer', minimum: 1 },
        },
      },
      parameters: { IdempotencyKey: idempotencyKey },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, `mqt_…`.' },
        login: {
          type: 'apiKey',
          in: 'cookie',
          name: 'marquee.session_token',
          description: 'From `POST /api/session`.',
        },
      },
    },
  }
}

const errorContent = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A request with a key that was used before is answered as that one was, for 24 hours, and done once; another request with it is a `conflict`.',
  schema: { type: 'string', pattern: '^[ -~]{1,128}$' },
  example: '7b9f2c1e',
}

/** Who may call an operation, as a sentence. */
export const takes: Record<Operation['access'], string> = {
  anyone: 'For anyone.',
  person: 'For people who have logged in.',
  viewer: 'Takes the role viewer.',
  operator: 'Takes the role operator.',
  administrator: 'Takes the role administrator.',
}

function securityOf(access: Operation['access']): object[] {
  if (access === 'anyone') return [{}]
  return access === 'person' ? [{ login: [] }] : [{ token: [] }, { login: [] }]
}

function describeOperation(operationId: string, operation: Operation): object {
  const { summary, path, access, params = {}, query = {}, queryValues = {}, isRepeatable, body, stream } = operation
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  return {
    operationId,
    summary,
    description: takes[access],
    tags: [tagOf(path).name],
    security: securityOf(access),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: valueSchema(params[name]) })),
      ...Object.entries(query).map(([name, description]) => ({
        name,
        in: 'query',
        description,
        schema: valueSchema(queryValues[name]),
      })),
      ...(isRepeatable === undefined ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }]),
    ],
    ...(body === undefined ? {} : { requestBody: requestBody(operationId, body) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [status, describeAnswer(answer, stream)]),
      ),
      429: { description: 'Too many, or too often', headers: retryAfter, content: errorContent },
      503: { description: 'Not at this moment', headers: retryAfter, content: errorContent },
      default: { description: 'What is wrong', content: errorContent },
    },
  }
}

function requestBody(operationId: string, body: NonNullable<Operation['body']>): object {
  const example = examples[operationId as OperationName]?.body
  const shown = example === undefined ? {} : { example }
  if (typeof body === 'string')
    return { description: body, required: false, content: { 'text/plain': { schema: { type: 'string' }, ...shown } } }
  return { required: true, content: { 'application/json': { schema: jsonSchema(body), ...shown } } }
}

function describeAnswer(answer: z.ZodMiniType | string, stream: string | undefined): object {
  if (typeof answer !== 'string')
    return { description: 'Done', content: { 'application/json': { schema: jsonSchema(answer) } } }
  if (stream === undefined) return { description: answer }
  const types = stream.split(' or ').map((type) => [type, { schema: { type: 'string' } }])
  return { description: answer, content: Object.fromEntries(types) }
}

function valueSchema(schema: z.ZodMiniType | undefined): object {
  return schema === undefined ? { type: 'string' } : jsonSchema(schema)
}

/** A schema of the contract as JSON Schema 2020-12, which OpenAPI 3.1 takes. */
export function jsonSchema(schema: z.ZodMiniType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return rest
}
