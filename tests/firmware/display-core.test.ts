import { expect, test } from 'vitest'
import { Board, hashOf } from './board.ts'

// FNV-1a 32 of the six bytes, from the algorithm's own description.
const hashOfDinner = '~714c5d9d'

test('greets with its id before the first message', () => {
  const board = new Board()
  expect(board.row(0).trim()).toBe('Marquee')
  expect(board.row(1).trim()).toBe('kitchen')
})

test('shows a plain text at once and acks it by the hash of its bytes', () => {
  const board = new Board().message('Dinner')
  expect(board.row()).toBe('Dinner')
  expect(board.acks()).toEqual([{ id: hashOfDinner, state: 'shown', elapsedMs: 0 }])
  expect(board.core.screen().messageId).toBe(hashOfDinner)
})

test('leaves the glass blank when a message is over', () => {
  const board = new Board().message('Dinner').pass(7999)
  expect(board.row()).toBe('Dinner')
  expect(board.pass(1).row()).toBe('')
})

test('a newer plain text replaces the one that waits and takes the glass after a second', () => {
  const board = new Board().message('one').pass(200).message('two').pass(200).message('three')
  expect(board.states()).toEqual([`${hashOf('one')} shown`, `${hashOf('two')} replaced`])
  expect(board.row()).toBe('one')
  expect(board.pass(599).row()).toBe('one')
  expect(board.pass(1).row()).toBe('three')
})

test('a JSON message stays its showMs while others of its priority wait', () => {
  const board = new Board().message({ text: 'first', id: 'a', showMs: 5000 }).message({ text: 'second', id: 'b' })
  expect(board.pass(4999).row()).toBe('first')
  expect(board.pass(1).row()).toBe('second')
  expect(board.acks()).toEqual([
    { id: 'a', state: 'shown', elapsedMs: 0 },
    { id: 'b', state: 'shown', elapsedMs: 5000 },
  ])
})

test('minShowMs lets a waiting message in earlier', () => {
  const board = new Board()
    .message({ text: 'first', showMs: 9000, minShowMs: 2000 })
    .pass(500)
    .message({ text: 'second' })
  expect(board.pass(1499).row()).toBe('first')
  expect(board.pass(1).row()).toBe('second')
})

test('messages are shown by priority and then by arrival', () => {
  const board = new Board().message({ text: 'first', showMs: 1000 })
  for (const [text, priority] of [
    ['low', 'low'],
    ['normal 1', 'normal'],
    ['normal 2', 'normal'],
  ] as const) {
    board.message({ text, priority, showMs: 1000 })
  }
  const seen = [0, 1000, 1000, 1000].map((ms) => board.pass(ms).row())
  expect(seen).toEqual(['first', 'normal 1', 'normal 2', 'low'])
})

test('a higher priority interrupts at once, and the rest is shown later without a second ack', () => {
  const board = new Board().message({ text: 'long', id: 'long', showMs: 6000 }).pass(2000)
  board.message({ text: 'fire', id: 'fire', priority: 'critical', showMs: 3000 })
  expect(board.row()).toBe('fire')
  expect(board.pass(3000).row()).toBe('long')
  expect(board.pass(3999).row()).toBe('long')
  expect(board.pass(1).row()).toBe('')
  expect(board.states()).toEqual(['long shown', 'fire shown'])
})

test('a message that is over when it is interrupted does not come back', () => {
  const board = new Board().message({ text: 'old', showMs: 1000 })
  board.now += 1000
  board.message({ text: 'new', priority: 'high', showMs: 500 })
  expect(board.pass(500).row()).toBe('')
})

test('a message with the same key replaces the one on the glass at once', () => {
  const board = new Board().message({ text: '20 °C', id: 'a', key: 'temp' }).message({ text: 'x', id: 'w' }).pass(100)
  board.message({ text: '21 °C', id: 'b', key: 'temp' })
  expect(board.row()).toContain('21')
  expect(board.states()).toEqual(['a shown', 'a replaced', 'b shown'])
})

test('a message with the same key takes the place of the one that waits', () => {
  const board = new Board().message({ text: 'now', showMs: 1000 })
  board.message({ text: 'old', id: 'a', key: 'k', showMs: 1000 }).message({ text: 'other', id: 'o', showMs: 1000 })
  board.message({ text: 'new', id: 'b', key: 'k', showMs: 1000 })
  expect([1000, 1000].map((ms) => board.pass(ms).row())).toEqual(['new', 'other'])
})

test('a message that holds stays until it is dismissed', () => {
  const board = new Board().message({ text: 'hold', id: 'h', hold: true }).pass(3_600_000)
  expect(board.row()).toBe('hold')
  board.send('dismiss', 'h')
  expect(board.row()).toBe('')
  expect(board.acks().at(-1)).toEqual({ id: 'h', state: 'dismissed', elapsedMs: 3_600_000 })
})

test('a message that holds takes turns with others of its priority', () => {
  const board = new Board().message({ text: 'hold', hold: true, showMs: 1000 }).message({ text: 'guest', showMs: 2000 })
  expect([1000, 2000].map((ms) => board.pass(ms).row())).toEqual(['guest', 'hold'])
})

test('dismiss takes a message away by id, hash or key, waiting or shown', () => {
  const board = new Board().message('Dinner').message({ text: 'b', id: 'b' }).message({ text: 'c', id: 'c', key: 'k' })
  board.send('dismiss', 'b').send('dismiss', 'k').send('dismiss', hashOfDinner)
  expect(board.states()).toEqual([`${hashOfDinner} shown`, 'b dismissed', 'c dismissed', `${hashOfDinner} dismissed`])
  expect(board.row()).toBe('')
})

test('an empty dismiss takes away what is shown now', () => {
  const board = new Board().message({ text: 'a', id: 'a' }).message({ text: 'b', id: 'b' }).send('dismiss')
  expect(board.row()).toBe('b')
  expect(board.states()).toEqual(['a shown', 'a dismissed', 'b shown'])
})

test.each(['', 'clear'])('an empty message and the command clear dismiss everything (%j)', (command) => {
  const board = new Board().message({ text: 'a', id: 'a' }).message({ text: 'b', id: 'b' })
  if (command === '') board.message('')
  else board.send('command', command)
  expect(board.states()).toEqual(['a shown', 'a dismissed', 'b dismissed'])
  expect(board.row()).toBe('')
})

test('a message whose time to live runs out while it waits is acked as expired', () => {
  const board = new Board()
    .message({ text: 'a', id: 'a', showMs: 9000 })
    .message({ text: 'b', id: 'b', ttlMs: 3000 })
    .pass(9000)
  expect(board.acks()).toEqual([
    { id: 'a', state: 'shown', elapsedMs: 0 },
    { id: 'b', state: 'expired', elapsedMs: 3000 },
  ])
})

test('expiresAt counts once the clock is known', () => {
  const late = { text: 'late', id: 'late', expiresAt: '2026-01-01T00:00:00Z' }
  expect(new Board().message(late).states()).toEqual(['late shown'])
  const board = new Board()
  board.core.setClock(Date.parse('2026-01-01T00:00:01Z'), board.now)
  expect(board.message(late).states()).toEqual(['late expired'])
  board.message({ text: 'a', showMs: 10_000 }).message({ ...late, id: 'soon', expiresAt: '2026-01-01T01:00:05+01:00' })
  board.acks()
  expect(board.pass(3999).states()).toEqual([])
  expect(board.pass(1).states()).toEqual(['soon expired'])
})

test('a repeated id is not shown again but acked again with the state it reached', () => {
  const board = new Board().message({ text: 'a', id: 'a', showMs: 1000 }).pass(5000).message({ text: 'a', id: 'a' })
  expect(board.row()).toBe('')
  expect(board.states()).toEqual(['a shown', 'a shown'])
  expect(
    board.send('message', { text: 'b', id: 'b' }).send('dismiss').send('message', { text: 'b', id: 'b' }).states(),
  ).toEqual(['b shown', 'b dismissed', 'b dismissed'])
})

test('a repeated id that still waits is not acked yet', () => {
  const board = new Board()
    .message({ text: 'a', id: 'a' })
    .message({ text: 'b', id: 'b' })
    .message({ text: 'b', id: 'b' })
  expect(board.states()).toEqual(['a shown'])
})

test('the last 32 ids are remembered', () => {
  const board = new Board()
  for (let i = 0; i < 33; i++) board.message({ text: 'x', id: `m${i}`, showMs: 100 }).pass(100)
  board.acks()
  expect(board.message({ text: 'x', id: 'm1', showMs: 100 }).states()).toEqual(['m1 shown'])
  expect(board.row()).toBe('')
  expect(board.message({ text: 'x', id: 'm0', showMs: 100 }).row()).toBe('x')
})

test('a full queue rejects the newest message of the lowest priority', () => {
  const board = new Board()
  for (let i = 0; i < 16; i++) board.message({ text: 'x', id: `m${i}`, priority: i === 9 ? 'low' : 'normal' })
  board.acks()
  board.message({ text: 'x', id: 'low', priority: 'low' }).message({ text: 'x', id: 'high', priority: 'high' })
  expect(board.acks().filter(({ state }) => state === 'rejected')).toEqual([
    { id: 'low', state: 'rejected', reason: 'queue_full', elapsedMs: 0 },
    { id: 'm9', state: 'rejected', reason: 'queue_full', elapsedMs: 0 },
  ])
})

test('a rejected payload is acked by its id if it has a valid one', () => {
  const board = new Board()
    .message({ text: 'a', id: 'a', showMs: 1 })
    .message('{"id":"b","text":')
    .message({ id: 'no id!', text: 'x' })
  expect(board.acks().map(({ id, reason }) => [id, reason])).toEqual([
    ['a', 'out_of_range:showMs'],
    [expect.stringMatching(/^~[0-9a-f]{8}$/), 'malformed_json'],
    [expect.stringMatching(/^~[0-9a-f]{8}$/), 'invalid_value:id'],
  ])
})

test('an action dismisses the message with the reply of the button', () => {
  const actions = [{ input: 'ok', label: 'OK', reply: 'on my way' }]
  const board = new Board().message({ text: 'Dinner', id: 'd', hold: true, actions })
  board.core.input('other', 'press', board.now)
  board.core.input('ok', 'release', board.now)
  expect(board.row()).toBe('Dinner')
  board.core.input('ok', 'press', board.now)
  expect(board.row()).toBe('')
  const published = board.published()
  expect(published.map(({ topic }) => topic)).toContain('displays/kitchen/input/ok')
  expect(published.map(({ payload }) => payload)).toContain('{"event_type":"press"}')
  expect(JSON.parse(published.filter(({ topic }) => topic.endsWith('/ack')).at(-1)?.payload ?? '')).toEqual({
    id: 'd',
    state: 'dismissed',
    reason: 'action:on my way',
    input: 'ok',
    elapsedMs: 0,
  })
})

test('pages of a long text turn every pageMs and run through as often as repeat says', () => {
  const board = new Board().message({ text: 'a\nb\nc\nd', pageMs: 1000, showMs: 100, repeat: 2 })
  const seen = [0, 1000, 1000, 1000, 1000].map((ms) => board.pass(ms).row())
  expect(seen).toEqual(['a', 'c', 'a', 'c', ''])
})

test('a scrolling text rests at both ends and moves one cell per scrollMs', () => {
  const board = new Board().message({ text: 'abcdefghijklmnopqr', overflow: 'scroll', scrollMs: 100, showMs: 100 })
  const seen = Array.from({ length: 9 }, (_, tick) => board.pass(tick === 0 ? 0 : 100).row())
  const [first, second, last] = ['abcdefghijklmnop', 'bcdefghijklmnopq', 'cdefghijklmnopqr']
  expect(seen).toEqual([first, first, first, first, second, last, last, last, ''])
})
