import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTexts, refuseFaults } from '../../../broker/pages/live/live-text.ts'
import { renderTemplate } from '../../../broker/pages/live/render.ts'
import { parseTemplate } from '../../../broker/pages/live/template.ts'

const context = { values: { get: () => undefined, history: () => [] }, now: 0, zone: 'utc' }
const pieces = fc.constantFrom(
  '{{',
  '}}',
  '{',
  '}',
  '|',
  '.',
  '[0]',
  'a/b',
  '%.1f',
  'date:',
  'bar:10',
  'map:',
  ' ',
  'ü',
)
const nearly = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces).map((parts) => parts.join('')),
)

test('whatever a text is, it is taken apart without a fault of the program, and nothing of it is lost', () =>
  fc.assert(
    fc.property(nearly, (text) => {
      const { parts } = parseTemplate(text)
      expect(parts.map((part) => (typeof part === 'string' ? part : part.raw)).join('')).toBe(text)
      expect(() => renderTemplate(parseTemplate(text), context, 1024)).not.toThrow()
    }),
    { numRuns: 2000 },
  ))

test('text without two braces comes through as it is', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 250, unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('{{'))
      expect(renderTemplate(parseTemplate(text), context, 1024)).toBe(text)
    }),
  ))

test('whatever a value is, every format makes a text of it or says why not', () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.double().map(String), fc.integer().map(String), fc.json()),
      fc.constantFrom('%.1f', '%5d', '%-8s', 'date:HH:mm', 'relative', 'bar:10', 'spark:5', 'big', 'upper', 'map:a=b'),
      (text, format) => {
        const template = parseTemplate(`{{t|${format}}}`)
        expect(template.placeholders).toHaveLength(1)
        const values = { get: () => ({ text, at: 0, isTooLarge: false }), history: () => [1, 2] }
        expect(typeof renderTemplate(template, { ...context, values }, 1024)).toBe('string')
      },
    ),
    { numRuns: 1000 },
  ))

test('a placeholder has a topic, a path that may be left out, and formats in a row', () => {
  const [placeholder] = parseTemplate('Oven: {{ home/oven temp |.sensors[0]["a b"]| %.1f °C |default:—}}!').placeholders
  expect(placeholder).toMatchObject({ topic: 'home/oven temp', path: ['sensors', 0, 'a b'] })
  expect(placeholder?.formats).toHaveLength(2)
  expect(parseTemplate('{{home/t|%.1f}}').placeholders).toMatchObject([{ path: [] }])
  expect(parseTemplate('{{home/t||%.1f}}').placeholders).toMatchObject([{ path: [] }])
})

test('{{age}} is left to displays', () => {
  expect(parseTemplate('Seen {{age}} ago')).toEqual({ parts: ['Seen {{age}} ago'], placeholders: [], faults: [] })
})

describe('what is no live value stays as it is, and is told by its place', () => {
  test.each([
    ['a {{', 2, 'missing'],
    ['{{}}', 0, 'names no topic'],
    ['{{a/+}}', 0, 'not the name of a topic'],
    ['x{{a|.}}', 1, 'not a path'],
    ['{{a|bold}}', 0, 'no format "bold"'],
    ['{{a|%q}}', 0, 'not a number format'],
    ['{{a|%99d}}', 0, 'not a number format'],
    ['{{a|bar:0}}', 0, 'bar takes'],
    ['{{a|bar:10:5:5}}', 0, 'bar takes'],
    ['{{a|spark:99}}', 0, 'spark takes'],
    ['{{a|date}}', 0, 'date needs'],
    ['{{a|map:on}}', 0, 'map takes'],
    ['{{a|big:2}}', 0, 'big takes nothing'],
    ['{{a {{b}}', 0, 'another "{{"'],
  ])('%s', (text, at, reason) => {
    const { faults, parts } = parseTemplate(text)
    expect(faults[0]?.at).toBe(at)
    expect(faults[0]?.reason).toContain(reason)
    expect(parts.map((part) => (typeof part === 'string' ? part : part.raw)).join('')).toBe(text)
    expect(() => refuseFaults(readTexts({ text }))).toThrow(`character ${at + 1} of text`)
  })
})
