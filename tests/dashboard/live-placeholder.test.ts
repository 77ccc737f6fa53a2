import { expect, test } from 'vitest'
import { inserted, type LiveChoice, placeholderOf } from '../../dashboard/pages/live-placeholder.ts'

const usual: LiveChoice = { topic: 'home/temp', path: '', form: 'plain', unit: '', fallback: '' }

test.each<[Partial<LiveChoice>, string]>([
  [{}, '{{home/temp}}'],
  [{ topic: ' home/temp ', path: '.t', form: '1', unit: '°C' }, '{{home/temp|.t|%.1f °C}}'],
  [{ path: 'sensors[0].value', form: '0', unit: '%' }, '{{home/temp|.sensors[0].value|%.0f %%}}'],
  [{ path: '[2]', form: 'time' }, '{{home/temp|[2]|date:HH:mm}}'],
  [{ form: 'relative', unit: '°C', fallback: 'never' }, '{{home/temp|relative|default:never}}'],
])('a choice of %j is written as %s', (choice, expected) => {
  expect(placeholderOf({ ...usual, ...choice })).toBe(expected)
})

test('a live value takes the place of what is selected, and the cursor stands behind it', () => {
  expect(inserted('It is X now', '{{t}}', 6, 7)).toEqual({ text: 'It is {{t}} now', cursor: 11 })
})
