import { expect, test } from 'vitest'
import { renderPlaceholder, renderTemplate } from '../../../broker/pages/live/render.ts'
import { parseTemplate } from '../../../broker/pages/live/template.ts'

const now = Date.parse('2026-05-01T12:00:00Z')

function render(formats: string, payload: string | undefined, history: readonly number[] = []): string {
  const values = {
    get: () => (payload === undefined ? undefined : { text: payload, at: now, isTooLarge: false }),
    history: () => history,
  }
  const text = formats === '' ? '{{t}}' : `{{t|${formats}}}`
  return renderTemplate(parseTemplate(text), { values, now, zone: 'Europe/Berlin' }, 1024)
}

test.each([
  ['', 'on', 'on'],
  ['%.1f', '21.456', '21.5'],
  ['%.1f °C', '21.456', '21.5 °C'],
  ['%.0f %%', '99.6', '100 %'],
  ['%5d', '42', '   42'],
  ['%-5d!', '42', '42   !'],
  ['%05d', '-42', '-0042'],
  ['%+d', '7', '+7'],
  ['%d', '-0.4', '0'],
  ['%d', '2.5', '3'],
  ['%.2f', '1e3', '1000.00'],
  ['%.3s!', 'Winter', 'Win!'],
  ['%.1f', 'warm', '-'],
  ['%.1f|default:—', 'warm', '—'],
  ['default:0|%.1f', undefined, '0.0'],
  ['%.1f', undefined, '-'],
  ['default:', undefined, ' '],
  ['.t|%.1f', '{"t":"20.04"}', '20.0'],
  ['.sensors[1].value', '{"sensors":[{"value":1},{"value":2}]}', '2'],
  ['.list', '{"list":[1,2]}', '[1,2]'],
  ['.gone|default:none', '{"t":1}', 'none'],
  ['.length', '"text"', '-'],
  ['.__proto__', '{}', '-'],
  ['.t', 'not JSON', '-'],
  ['date:HH:mm', '1777636800', '14:00'],
  ['date:HH:mm', '1777636800000', '14:00'],
  ['date:dd.MM. HH:mm', '2026-12-24T18:00:00Z', '24.12. 19:00'],
  ['date:HH:mm', '2026-05-01T08:30', '08:30'],
  ['date:EEE', '2026-05-01', 'Fri'],
  ['date:HH:mm', 'soon', '-'],
  ['relative', '2026-05-01T11:59:30Z', 'just now'],
  ['relative', '2026-05-01T11:55:00Z', '5 min ago'],
  ['relative', '2026-05-01T15:00:00Z', 'in 3 h'],
  ['relative', '2026-04-28T12:00:00Z', '3 d ago'],
  ['upper', 'straße', 'STRASSE'],
  ['lower', 'ON', 'on'],
  ['map:on=An,off=Aus', 'on', 'An'],
  ['map:on=An,off=Aus', 'dim', 'dim'],
  ['map:on=An,*=?', 'dim', '?'],
  ['.state|map:ON=open,OFF=shut|upper', '{"state":"OFF"}', 'SHUT'],
  ['bar:4', '50', '██\u00a0\u00a0'],
  ['bar:4:0:20', '20', '████'],
  ['bar:4', '-3', '\u00a0\u00a0\u00a0\u00a0'],
  ['upper', 'a\u0007b\tc', 'A B C'],
])('%s makes of %j: %j', (formats, payload, text) => expect(render(formats, payload)).toBe(text))

test('a chart shows the last values, and nothing before there are any', () => {
  expect(render('spark:3', '1', [1, 5, 1, 8])).toBe('▅▁█')
  expect(render('spark:3|default:…', 'x', [])).toBe('…')
})

test('large digits take two rows, and what has no large form is a fault', () => {
  expect(render('%.0f|big', '12').split('\n')).toHaveLength(2)
  expect(render('big|default:?', 'ten')).toBe('?')
})

test('a text is cut between characters where it gets too long', () => {
  const values = { get: () => ({ text: 'ä'.repeat(600), at: now, isTooLarge: false }), history: () => [] }
  const text = renderTemplate(parseTemplate('x{{t}}'), { values, now, zone: 'utc' }, 1024)
  expect(text).toBe(`x${'ä'.repeat(511)}`)
})

test('a value that is too large is told', () => {
  const values = { get: () => ({ text: '', at: now, isTooLarge: true }), history: () => [] }
  const [placeholder] = parseTemplate('{{t}}').placeholders
  if (placeholder === undefined) throw new Error('no placeholder')
  expect(renderPlaceholder(placeholder, { values, now, zone: 'utc' }).fault).toContain('too large')
})
