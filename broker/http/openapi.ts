import * as z from 'zod/mini'
import { errorBodySchema } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'

/** The OpenAPI 3.1 document of the HTTP API, made from the contract. */
export function openApi(operations: Readonly<Record<string, Operation>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, operation] of Object.entries(operations)) {
    const methods = { [operation.method]: describeOperation(operationId, operation) }
    paths[operation.path] = { ...paths[operation.path], ...methods }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description: 'Puts text on displays and tells who saw it. Errors are `{code, message, field}`.',
      license: { name: 'MIT' },
    },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorBodySchema) },
      headers: {
        RetryAfter: {
          description: 'In how many seconds trying again may help.',
          schema: { type: 'integer', minimum: 1 },
        },
      },
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

const takes: Record<Operation['access'], string> = {
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

function describeOperation(
  operationId: string,
  { summary, path, access, params = {}, query = {}, body, responses }: Operation,
): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  return {
    operationId,
    summary,
    description: takes[access],
    security: securityOf(access),
    parameters: [
      ...names.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: params[name] === undefined ? { type: 'string' } : jsonSchema(params[name]),
      })),
      ...Object.entries(query).map(([name, description]) => ({
        name,
        in: 'query',
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    responses: {
      ...Object.fromEntries(Object.entries(responses).map(([status, answer]) => [status, describeAnswer(answer)])),
      429: { description: 'Too many, or too often', headers: retryAfter, content: errorContent },
      503: { description: 'Not at this moment', headers: retryAfter, content: errorContent },
      default: {
        description: 'What is wrong',
        content: errorContent,
      },
    },
  }
}

function requestBody(body: NonNullable<Operation['body']>): object {
  if (typeof body === 'string')
    return { description: body, required: false, content: { 'text/plain': { schema: { type: 'string' } } } }
  return { required: true, content: { 'application/json': { schema: jsonSchema(body) } } }
}

function describeAnswer(answer: z.ZodMiniType | string): object {
  if (typeof answer === 'string') return { description: answer }
  return { description: 'Done', content: { 'application/json': { schema: jsonSchema(answer) } } }
}

function jsonSchema(schema: z.ZodMiniType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return rest
}
