import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxPayloadBytes } from '#contract/bounds.ts'
import { errorCodes } from '#contract/errors.ts'
import { messageSchema, priorities } from '#contract/message.ts'
import { pageSchema, pageTimes } from '#contract/page.ts'
import { parseMessagePayload, parsePagePayload, parseValue, payloadParsers } from '#contract/payload.ts'
import { parseTopic, targetPrefix } from '#contract/topics.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const parsers = Object.entries(payloadParsers)

const text = (maxLength: number) => fc.string({ minLength: 1, maxLength, unit: 'grapheme-ascii' })
const between = (min: number, max: number) => fc.integer({ min, max })
const name = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/)

const message = fc.record(
  {
    text: text(200),
    id: fc.stringMatching(/^[A-Za-z0-9_-]{1,36}$/),
    title: text(64),
    from: text(64),
    key: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,36}$/),
    priority: fc.constantFrom(...priorities),
    showMs: between(100, 86_400_000),
    minShowMs: between(0, 86_400_000),
    ttlMs: between(1, 2_000_000_000),
    repeat: between(1, 100),
    hold: fc.boolean(),
    align: fc.constantFrom('left', 'center', 'right'),
    overflow: fc.constantFrom('page', 'scroll', 'cut'),
    scrollMs: between(50, 5000),
    pageMs: between(500, 60_000),
    backlight: fc.constantFrom('on', 'off', 'blink'),
    sound: text(256),
    actions: fc.array(fc.record({ input: name, label: text(16), reply: text(64) }), { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['text'] },
)

const page = fc.record(
  {
    text: text(200),
    title: text(64),
    from: text(64),
    order: between(0, 999),
    when: fc.constantFrom(...pageTimes),
    showMs: between(100, 86_400_000),
    lifetimeMs: between(1, 2_592_000_000),
    ttlMs: between(1, 2_592_000_000),
    align: fc.constantFrom('left', 'center', 'right'),
    overflow: fc.constantFrom('page', 'scroll', 'cut'),
    scrollMs: between(50, 5000),
    pageMs: between(500, 60_000),
    backlight: fc.constantFrom('on', 'off', 'blink'),
  },
  { requiredKeys: ['text'] },
)

const part = fc.oneof(name, fc.constantFrom('displays', 'all', 'group', 'message', 'page', '', '+', '__proto__'))

function expectKnownOutcome(parse: (payload: Uint8Array) => unknown, payload: Uint8Array): void {
  const result = parse(payload) as ReturnType<typeof parseMessagePayload>
  if (result.ok) return
  expect(Object.keys(errorCodes)).toContain(result.error.code)
  expect(result.error.message).toMatch(/\S/)
}

describe.each(parsers)('%s payloads', (_kind, parse) => {
  test('no bytes make the parser throw', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (payload) => expectKnownOutcome(parse, payload)),
      { numRuns: 200 },
    ))

  test('no JSON makes the parser throw', () =>
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), (value) => {
        expectKnownOutcome(parse, bytesOf(JSON.stringify(value)))
      }),
      { numRuns: 200 },
    ))
})

test('a message with one field of any other value is accepted or refused, never thrown', () =>
  fc.assert(
    fc.property(message, fc.string(), fc.jsonValue(), (valid, key, value) => {
      expectKnownOutcome(parseMessagePayload, bytesOf(JSON.stringify({ ...valid, [key]: value })))
    }),
  ))

test('a valid message survives the way over the wire', () =>
  fc.assert(
    fc.property(message, (valid) => {
      const payload = bytesOf(JSON.stringify(valid))
      fc.pre(payload.length <= maxPayloadBytes)
      const parsed = parseMessagePayload(payload)
      expect(parsed).toEqual({ ok: true, value: { form: 'json', message: valid } })
      expect(parseValue(messageSchema, JSON.parse(JSON.stringify(valid)))).toEqual({ ok: true, value: valid })
    }),
  ))

test('a valid page survives the way over the wire', () =>
  fc.assert(
    fc.property(page, (valid) => {
      expect(parsePagePayload(bytesOf(JSON.stringify(valid)))).toEqual({
        ok: true,
        value: { form: 'json', page: valid },
      })
      expect(parseValue(pageSchema, JSON.parse(JSON.stringify(valid)))).toEqual({ ok: true, value: valid })
    }),
  ))

test('a field of a message is refused on a page with a word on whose it is, and the other way round', () => {
  const onPage = parsePagePayload(bytesOf('{"text":"x","key":"oven"}'))
  const onMessage = parseMessagePayload(bytesOf('{"text":"x","when":"idle"}'))
  expect([onPage, onMessage]).toEqual([
    { ok: false, error: { code: 'unknown_field', field: 'key', message: 'key is a field of messages' } },
    { ok: false, error: { code: 'unknown_field', field: 'when', message: 'when is a field of pages' } },
  ])
})

test('text that does not start with a brace comes out as it went in', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 250, unit: 'grapheme' }), (plain) => {
      fc.pre(!plain.startsWith('{') && bytesOf(plain).length <= 1024)
      expect(parseMessagePayload(bytesOf(plain))).toEqual({ ok: true, value: { form: 'text', text: plain } })
    }),
  ))

test('a topic that is parsed starts with the target it names', () =>
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const topic = ['displays', ...parts].join('/')
      const parsed = parseTopic(topic)
      if (parsed !== undefined && 'target' in parsed) {
        expect(topic.startsWith(`${targetPrefix(parsed.target)}/`)).toBe(true)
      }
    }),
  ))
