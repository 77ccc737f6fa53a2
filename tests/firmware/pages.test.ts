import { expect, test } from 'vitest'
import { Board } from './board.ts'

/** The page that is shown now and after each further step of time. */
function turns(board: Board, ...steps: number[]): (string | undefined)[] {
  return steps.map((ms) => board.pass(ms).core.screen().page)
}

const stay = { showMs: 1000 }

test('pages rotate by order and then by name, whenever they came', () => {
  const board = new Board()
    .send('page/zoo', { text: 'z', order: 1, ...stay })
    .send('page/bus', { text: 'b', ...stay })
    .send('page/art', { text: 'a', ...stay })
    .send('displays/all/page/air', { text: 'i', order: 999, ...stay })
  expect(turns(board, 0, 1000, 1000, 1000, 1000)).toEqual(['zoo', 'art', 'bus', 'air', 'zoo'])
})

test('a page that is published again goes on with its turn', () => {
  const board = new Board().send('page/a', { text: '20', ...stay }).send('page/b', { text: 'B', ...stay })
  for (let second = 0; second < 3; second++) board.pass(300).send('page/a', { text: `2${second}`, ...stay })
  expect(board.row()).toBe('22')
  expect(turns(board, 99, 1)).toEqual(['a', 'b'])
})

test('a page whose turn it is gives way to the next one when it is deleted', () => {
  const board = new Board()
  for (const name of ['a', 'b', 'c']) board.send(`page/${name}`, { text: name, ...stay })
  expect(turns(board, 1000)).toEqual(['b'])
  board.send('page/b')
  expect(turns(board, 0, 999, 1)).toEqual(['c', 'c', 'a'])
})

test('a page changes its place when its order changes', () => {
  const board = new Board()
  for (const name of ['a', 'b', 'c']) board.send(`page/${name}`, { text: name, ...stay })
  board.send('page/c', { text: 'c', order: 0, ...stay })
  expect(turns(board, 0, 1000, 1000, 1000)).toEqual(['a', 'b', 'c', 'a'])
})

test('a page for idle times is shown only while there is none for always', () => {
  const board = new Board().send('page/clock', { text: 'idle', when: 'idle' })
  expect(board.row()).toBe('idle')
  board.send('page/news', { text: 'news', ...stay })
  expect(turns(board, 0, 1000, 1000)).toEqual(['news', 'news', 'news'])
  expect(board.send('page/news').row()).toBe('idle')
})

test('a page for times without a hub is shown then, in place of the others', () => {
  const board = new Board().send('page/away', { text: 'no hub', when: 'offline' }).send('page/news', 'news')
  expect(board.row()).toBe('news')
  board.core.disconnected(board.now)
  expect(board.row()).toBe('no hub')
  expect(board.pass(3_600_000).row()).toBe('no hub')
  board.core.connected(board.now)
  expect(board.row()).toBe('news')
})

test('a page for times without a hub is not shown with one, whatever else there is', () => {
  const board = new Board().message('').send('page/away', { text: 'no hub', when: 'offline' })
  expect(board.row()).toBe('')
})

test('pages go on without a hub and carry a stale mark from the 60th second', () => {
  const board = new Board().send('page/a', { text: 'A', ...stay }).send('page/b', { text: 'B', ...stay })
  board.core.disconnected(board.now)
  board.pass(58_000)
  expect([board.row(), board.pass(1000).row(), board.pass(999).row()]).toEqual(['A', 'B', 'B'])
  expect(board.pass(1).row()).toBe('A              *')
  expect(board.pass(1000).row()).toBe('B              *')
  board.core.connected(board.now)
  expect(board.row()).toBe('B')
})

test('the stale mark comes while a page stays on the glass', () => {
  const board = new Board().send('page/a', 'A')
  board.core.disconnected(board.now)
  expect(board.pass(59_999).row()).toBe('A')
  expect(board.pass(1).row()).toBe('A              *')
})

test('a page carries a stale mark when its lifetime is over, until it is published again', () => {
  const board = new Board().send('page/a', { text: 'A', lifetimeMs: 5000 })
  expect(board.pass(4999).row()).toBe('A')
  expect(board.pass(1).row()).toBe('A              *')
  expect(board.send('page/a', { text: 'A', lifetimeMs: 5000 }).row()).toBe('A')
})

test('a page carries a stale mark from its date on, once the clock is known', () => {
  const page = { text: 'A', staleAt: '2026-01-01T01:00:05+01:00' }
  const board = new Board().send('page/a', page)
  expect(board.row()).toBe('A')
  board.core.setClock(Date.parse('2026-01-01T00:00:00Z'), board.now)
  expect(board.pass(4999).row()).toBe('A')
  expect(board.pass(1).row()).toBe('A              *')
  expect(board.send('page/a', page).row()).toBe('A              *')
})

test('no stale mark stands on a message', () => {
  const board = new Board().send('page/a', { text: 'A', lifetimeMs: 1 }).pass(10).message({ text: 'M', showMs: 1000 })
  expect(board.row()).toBe('M')
  expect(board.pass(1000).row()).toBe('A              *')
})

test('a page goes away by itself when it was given a time to live', () => {
  const board = new Board().message('').send('page/a', { text: 'A', ttlMs: 5000, lifetimeMs: 1000 })
  expect(board.pass(4999).row()).toBe('A              *')
  expect(board.pass(1).row()).toBe('')
})

test('the age of the data counts in seconds, minutes, hours and days, and is drawn when it changes', () => {
  const board = new Board().send('page/away', { text: 'No hub: {{age}}', when: 'offline' })
  board.core.disconnected(board.now)
  const rowAfter = (ms: number) => board.pass(ms).row().replace('No hub: ', '')
  expect([0, 999, 1, 11_000, 47_999, 1, 240_000].map(rowAfter)).toEqual([
    '0 s',
    '0 s',
    '1 s',
    '12 s',
    '59 s',
    '1 min',
    '5 min',
  ])
  expect([3_600_000 - 300_001, 1, 7_200_000, 86_400_000 - 10_800_001, 1, 86_400_000].map(rowAfter)).toEqual([
    '59 min',
    '1 h',
    '3 h',
    '23 h',
    '1 d',
    '2 d',
  ])
})

test('the display asks for a tick when the age changes, not before', () => {
  const board = new Board().send('page/away', { text: '{{age}}! ', title: 'Away', when: 'offline' })
  board.core.disconnected(board.now)
  board.pass(1200)
  expect(board.core.tick(board.now)).toBe(800)
  board.pass(130_000 - 1200)
  expect(board.core.tick(board.now)).toBe(50_000)
})

test('the age stands in the title too, counts from the loss of the hub, and is zero with one', () => {
  const board = new Board().send('page/a', { text: 'x', title: '{{age}} old' })
  expect(board.pass(5000).row()).toBe('0 s old')
  board.core.disconnected(board.now)
  board.pass(2000).core.disconnected(board.now)
  expect(board.pass(1000).row()).toBe('3 s old')
  board.core.connected(board.now)
  expect(board.row()).toBe('0 s old')
})

test('a text that the age makes longer is laid out anew', () => {
  const board = new Board({ columns: 14, rows: 1 }).send('page/a', { text: 'for over {{age}}', when: 'offline' })
  board.core.disconnected(board.now)
  expect(board.pass(599_999).row()).toBe('for over 9 min')
  expect(board.pass(1).row()).toBe('for over   1/2')
})

test('what looks almost like the age, and the age in a message, stand as they are', () => {
  const page = new Board({ columns: 40, rows: 2 }).send('page/a', { text: '{age}} {{age} {{ag{{age}}e}}' })
  expect(page.row()).toBe('{age}} {{age} {{ag0 se}}')
  expect(new Board().message({ text: '{{age}}' }).row()).toBe('{{age}}')
})

test('what was shown and answered while the hub was away is told when it is back', () => {
  const actions = [{ input: 'ok', label: 'OK', reply: 'done' }]
  const board = new Board().message({ text: 'a', id: 'a', hold: true, actions })
  board.core.disconnected(board.now)
  expect(board.published()).toEqual([])
  board.core.input('ok', 'press', board.now)
  expect(board.pass(10_000).published()).toEqual([])
  board.core.connected(board.now)
  expect(board.states()).toEqual(['a shown', 'a dismissed'])
})

test('pages behind a message ask for no ticks', () => {
  const board = new Board().send('page/a', { text: 'A', ...stay }).send('page/b', { text: 'B', ...stay })
  board.pass(500).message({ text: 'M', showMs: 60_000 }).pass(2000)
  board.published()
  expect(board.core.tick(board.now)).toBe(58_000)
})
