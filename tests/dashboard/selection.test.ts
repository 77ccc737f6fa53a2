import { expect, test } from 'vitest'
import { displayName } from '../../dashboard/displays/display-name.ts'
import { chosenDisplays, knownRecipients, withDisplay, withSelector } from '../../dashboard/displays/selection.ts'
import { targetText } from '../../dashboard/displays/target-text.ts'
import type { Recipients } from '../../dashboard/hub/worker-messages.ts'
import { display } from './display.ts'

const kitchen = display('kitchen', { groups: ['floor1'] })
const hall = display('hall', { groups: ['floor1', 'public'] })
const attic = display('attic', { columns: 20, rows: 4 })
const displays = [kitchen, hall, attic]

const ids = (to: Recipients) => chosenDisplays(to, displays).map(({ id }) => id)
const select = (to: Recipients, selector: string, isWanted = true) => withSelector(to, { selector, isWanted, displays })
const put = (to: Recipients, one: typeof kitchen, isWanted: boolean) =>
  withDisplay(to, { display: one, isWanted, displays })

test('selectors mean displays, groups, sizes and all, and leave out what is behind an exclamation mark', () => {
  expect(ids('all')).toEqual(['kitchen', 'hall', 'attic'])
  expect(ids(['group:floor1'])).toEqual(['kitchen', 'hall'])
  expect(ids(['size:20x4', 'hall'])).toEqual(['hall', 'attic'])
  expect(ids(['all', '!group:public'])).toEqual(['kitchen', 'attic'])
  expect(ids(['!hall'])).toEqual([])
})

test('a display that is taken out of a group is left out, and comes back when it is chosen again', () => {
  const without = put(['group:floor1'], hall, false)
  expect(without).toEqual(['group:floor1', '!hall'])
  expect(put(without, hall, true)).toEqual(['group:floor1'])
})

test('a display that was chosen by itself is simply taken away', () => {
  expect(put(['kitchen', 'attic'], attic, false)).toEqual(['kitchen'])
  expect(put('all', kitchen, false)).toEqual(['all', '!kitchen'])
})

test('what leaves out nobody any more goes with the group', () => {
  expect(select(['group:floor1', 'attic', '!hall'], 'group:floor1', false)).toEqual(['attic'])
})

test('everyone alone is everyone', () => {
  expect(select([], 'all')).toBe('all')
  expect(select(['all', '!hall'], '!hall', false)).toBe('all')
})

test('a display that is gone is forgotten, a group stays', () => {
  expect(knownRecipients(['cellar', 'kitchen', '!cellar', 'group:empty'], displays)).toEqual(['kitchen', 'group:empty'])
})

test.each<[Recipients, string]>([
  ['all', 'Everyone'],
  [['all', '!hall'], 'Everyone without Hall'],
  [['group:floor1', 'attic'], 'Group floor1 and Attic'],
  [['size:20x4'], 'All 20×4'],
  [['front-door'], 'Front door'],
  [['a', 'b', 'c', 'd', 'e'], 'A, B, C and 2 more'],
])('%j reads as "%s"', (to, words) => {
  expect(targetText(to, displayName)).toBe(words)
})
