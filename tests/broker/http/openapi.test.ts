import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { type OperationName, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { parseValue } from '#contract/payload.ts'
import { apiTags, tagOf } from '../../../broker/http/api-tags.ts'
import { examples } from '../../../broker/http/examples.ts'
import { openApi } from '../../../broker/http/openapi.ts'
import { typeText } from '../../../broker/http/schema-text.ts'

const all = Object.entries(operations) as [OperationName, Operation][]
// biome-ignore lint/suspicious/noExplicitAny: a document of any shape.
const document = openApi(operations, '1.2.3') as any

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every operation belongs to a part that is described', () => {
  const described = new Set(document.tags.map(({ name }: { name: string }) => name))
  for (const [name, { path, method }] of all) {
    expect([name, apiTags.includes(tagOf(path))]).toEqual([name, true])
    expect(described).toContain(document.paths[path][method].tags[0])
  }
})

test('values of a query that are known are told, and headers and kinds of streams too', () => {
  const { parameters, responses } = document.paths['/api/exports/messages'].get
  const schemaOf = (name: string) => parameters.find((each: { name: string }) => each.name === name).schema
  expect(schemaOf('state').enum).toContain('shown')
  expect(schemaOf('format').enum).toEqual(['csv', 'json'])
  expect(schemaOf('since')).toMatchObject({ type: 'string', format: 'date-time' })
  expect(Object.keys(responses[200].content)).toEqual(['text/csv', 'application/json'])
  expect(Object.keys(document.paths['/api/events'].get.responses[200].content)).toEqual(['text/event-stream'])
  expect(document.paths['/api/messages'].post.parameters).toContainEqual({
    $ref: '#/components/parameters/IdempotencyKey',
  })
  expect(document.paths['/api/messages'].post.responses[429].headers).toHaveProperty('Retry-After')
})

test('every example is one that the hub takes', () => {
  for (const [name, { body, query }] of Object.entries(examples)) {
    const operation: Operation = operations[name as OperationName]
    if (typeof operation.body === 'string') expect([name, typeof body]).toEqual([name, 'string'])
    else if (operation.body !== undefined) expect([name, parseValue(operation.body, body).ok]).toEqual([name, true])
    for (const [key, value] of new URLSearchParams(query)) {
      const schema: z.ZodMiniType | undefined = operation.queryValues?.[key]
      expect(Object.keys(operation.query ?? {})).toContain(key)
      const given = schema?._zod.def.type === 'number' ? Number(value) : value
      if (schema !== undefined) expect([name, key, parseValue(schema, given).ok]).toEqual([name, key, true])
    }
  }
})

test('everything that is sent with a body has an example or a schema of few fields', () => {
  for (const [name, operation] of all)
    if (operation.isRepeatable === true && operation.body !== undefined)
      expect([name, examples[name] !== undefined]).toEqual([name, true])
})

test.each([
  [{ type: 'integer', minimum: 1, maximum: 64 }, 'whole number, 1 to 64'],
  [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'whole number'],
  [{ type: 'string', minLength: 1, pattern: '^a$' }, 'text, not empty, matching ^a$'],
  [{ type: 'array', items: { type: 'string' }, maxItems: 4 }, 'list, at most 4 of text'],
  [{ anyOf: [{ const: 'all' }, { type: 'object', properties: { group: {} } }] }, '"all" or object {group}'],
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{}, 'anything'],
])('%j is told as %s', (schema, text) => {
  expect(typeText(schema)).toBe(text)
})
