import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { payloadParsers } from '#contract/payload.ts'
import type { TopicKind } from '#contract/topic-table.ts'

const folder = new URL('fixtures/', import.meta.url)

/** The file of each kind of payload. C++ reads `messages.json` and `pages.json` too. */
const kinds: Record<string, readonly TopicKind[]> = {
  'messages.json': ['message'],
  'pages.json': ['page'],
  'dismiss.json': ['dismiss'],
  'command.json': ['command'],
  'backlight.json': ['backlight', 'backlightSet', 'led', 'ledSet'],
  'config.json': ['config'],
  'credentials.json': ['credentials'],
  'status.json': ['status', 'hubStatus'],
  'about.json': ['about'],
  'screen.json': ['screen'],
  'ack.json': ['ack'],
  'telemetry.json': ['telemetry'],
  'input.json': ['input'],
  'report.json': ['deliveries'],
  'rejection.json': ['rejections'],
}

const fixtureSchema = z.strictObject({
  title: z.string(),
  payload: z.optional(z.string()),
  payloadHex: z.optional(z.string().check(z.regex(/^(?:[0-9a-f]{2})*$/))),
  valid: z.boolean(),
  expect: z.optional(z.unknown()),
  code: z.optional(z.string()),
  field: z.optional(z.string()),
})
type Fixture = z.infer<typeof fixtureSchema>

function readFixtures(file: string): readonly Fixture[] {
  return z.array(fixtureSchema).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
}

function bytesOf({ payload, payloadHex = '' }: Fixture): Uint8Array {
  return payload === undefined ? Buffer.from(payloadHex, 'hex') : new TextEncoder().encode(payload)
}

/** What a fixture's `expect` is compared with: the message or page itself, or the text as one. */
function contentOf(value: unknown): unknown {
  for (const content of ['message', 'page'] as const) {
    const parsed = z.safeParse(z.object({ form: z.literal('json'), [content]: z.unknown() }), value)
    if (parsed.success) return parsed.data[content]
  }
  const text = z.safeParse(z.object({ form: z.literal('text'), text: z.string() }), value)
  return text.success ? { text: text.data.text } : value
}

test('every fixture file is read', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(kinds).sort())
})

for (const [file, topicKinds] of Object.entries(kinds)) {
  const fixtures = readFixtures(file)
  test(`${file}: every title is unique`, () => {
    expect(new Set(fixtures.map(({ title }) => title)).size).toBe(fixtures.length)
  })
  for (const kind of topicKinds) {
    describe(`${kind} payloads`, () => {
      test.each(fixtures.filter(({ valid }) => valid).map((fixture) => [fixture.title, fixture] as const))(
        'accepts: %s',
        (_title, fixture) => {
          const result = payloadParsers[kind](bytesOf(fixture))
          expect(result).toMatchObject({ ok: true })
          if (!result.ok || fixture.expect === undefined) return
          // Through JSON, where minus zero is zero.
          expect(JSON.parse(JSON.stringify(contentOf(result.value)))).toEqual(fixture.expect)
        },
      )
      test.each(fixtures.filter(({ valid }) => !valid).map((fixture) => [fixture.title, fixture] as const))(
        'refuses: %s',
        (_title, fixture) => {
          const result = payloadParsers[kind](bytesOf(fixture))
          expect(result.ok).toBe(false)
          if (result.ok) return
          expect({ code: result.error.code, field: result.error.field }).toEqual({
            code: fixture.code,
            field: fixture.field,
          })
          expect(result.error.message).toMatch(/\S/)
        },
      )
    })
  }
}
