import { describe, expect, test } from 'vitest'
import { Board } from './board.ts'

const fire = { text: 'fire', id: 'fire', priority: 'critical', showMs: 1000 }
const answers = [
  { input: 'left', label: 'Yes', reply: 'yes' },
  { input: 'right', label: 'No', reply: 'no' },
]
const rows = (board: Board, count = 2) => Array.from({ length: count }, (_, row) => board.row(row))

describe('an interruption by a higher priority', () => {
  test('leaves a message that holds where it was, without a second ack', () => {
    const board = new Board().message({ text: 'hold', id: 'h', hold: true }).pass(60_000).message(fire)
    expect(board.row()).toBe('fire')
    expect(board.pass(1000).row()).toBe('hold')
    board.send('dismiss', 'h')
    expect(board.states()).toEqual(['h shown', 'fire shown', 'h dismissed'])
  })

  test('takes nothing of the repeats of a message', () => {
    const board = new Board().message({ text: 'a\nb\nc', pageMs: 1000, showMs: 100, repeat: 3 }).pass(2500)
    expect(board.message(fire).row()).toBe('fire')
    const seen = [1000, 500, 1000, 1000, 999, 1].map((ms) => board.pass(ms).row())
    expect(seen).toEqual(['a', 'c', 'a', 'c', 'c', ''])
  })

  test('lets a scrolling text go on where it stood', () => {
    const board = new Board().message({ text: 'abcdefghijklmnopqr', overflow: 'scroll', scrollMs: 100, showMs: 100 })
    expect(board.pass(400).row()).toBe('bcdefghijklmnopq')
    expect(board.message(fire).pass(1000).row()).toBe('bcdefghijklmnopq')
    expect(board.pass(100).row()).toBe('cdefghijklmnopqr')
  })

  test('can itself be interrupted, and all come back in order', () => {
    const board = new Board().message({ text: 'low', priority: 'low', showMs: 3000 }).pass(1000)
    board.message({ text: 'high', priority: 'high', showMs: 3000 }).pass(1000).message(fire)
    expect([0, 1000, 1999, 1, 1999, 1].map((ms) => board.pass(ms).row())).toEqual([
      'fire',
      'high',
      'high',
      'low',
      'low',
      '',
    ])
  })

  test('does not make a message expire that was shown in time', () => {
    const board = new Board().message({ text: 'hold', id: 'h', hold: true, ttlMs: 500, actions: answers }).pass(400)
    board.message({ ...fire, showMs: 5000 })
    expect(board.pass(5000).row()).toBe('hold')
    expect(board.states()).toEqual(['h shown', 'fire shown'])
  })

  test('does not interrupt among equals', () => {
    const board = new Board().message({ ...fire, showMs: 2000 }).message({ ...fire, id: 'f2', text: 'flood' })
    expect([board.pass(1999).row(), board.pass(1).row()]).toEqual(['fire', 'flood'])
  })
})

describe('the date of a message', () => {
  const until = { text: 'until', id: 'u', expiresAt: '2026-01-01T00:00:05Z' }
  const boardWithClock = () => {
    const board = new Board()
    board.core.setClock(Date.parse('2026-01-01T00:00:00Z'), board.now)
    return board
  }

  test('ends it on the glass', () => {
    const board = boardWithClock().message({ ...until, showMs: 60_000 })
    expect([board.pass(4999).row(), board.pass(1).row()]).toEqual(['until', ''])
    expect(board.states()).toEqual(['u shown'])
  })

  test('ends it for good when it holds, and whoever waits for an answer is told', () => {
    const board = boardWithClock()
      .message({ ...until, hold: true, actions: answers })
      .pass(5000)
    expect(board.row()).toBe('')
    expect(board.acks().at(-1)).toEqual({ id: 'u', state: 'dismissed', reason: 'expired', elapsedMs: 5000 })
  })
})

test('minShowMs keeps a message for so long only while another waits', () => {
  const board = new Board().message({ text: 'a', showMs: 5000, minShowMs: 1000 }).pass(3000)
  expect(board.row()).toBe('a')
  expect(board.message({ text: 'b' }).row()).toBe('b')
})

test('a key replaces a message that was interrupted in its place', () => {
  const board = new Board().message({ text: '20', id: 'a', key: 't', showMs: 5000 }).pass(1000).message(fire)
  board.message({ text: 'x', id: 'x' }).message({ text: '21', id: 'b', key: 't', showMs: 5000 })
  expect(board.row()).toBe('fire')
  expect(board.pass(1000).row()).toBe('21')
  expect(board.states()).toEqual(['a shown', 'fire shown', 'a replaced', 'b shown'])
})

test('a replacement of lower priority waits for its turn', () => {
  const board = new Board().message({ text: 'a', key: 'k', priority: 'high' }).message({ text: 'b', showMs: 1000 })
  board.message({ text: 'c', key: 'k', priority: 'low' })
  expect([board.row(), board.pass(1000).row()]).toEqual(['b', 'c'])
})

test('the backlight blinks while the message is shown that asks for it, and no longer', () => {
  const board = new Board().message({ text: 'a', backlight: 'blink', showMs: 2000 })
  const lights = [0, 1000].map((ms) => board.pass(ms).core.screen().backlight)
  lights.push(board.message(fire).core.screen().backlight, board.pass(1000).core.screen().backlight)
  expect([...lights, board.pass(1000).core.screen().backlight]).toEqual(['blink', 'blink', 'on', 'blink', 'on'])
})

describe('a sound', () => {
  const tune = 'd:d=4,o=5,b=100:c'

  test('is handed out once, when its message comes to the glass', () => {
    const board = new Board().message({ text: 'a', showMs: 1000 }).message({ text: 'b', sound: tune, repeat: 2 })
    expect(board.core.takeSound()).toBeUndefined()
    board.pass(1000)
    expect([board.core.takeSound(), board.core.takeSound()]).toEqual([tune, undefined])
    expect(board.pass(8000).core.takeSound()).toBeUndefined()
  })

  test('does not play again after an interruption', () => {
    const board = new Board().message({ text: 'a', sound: tune, hold: true })
    expect(board.core.takeSound()).toBe(tune)
    board.message({ ...fire, sound: 'f:c' })
    expect(board.core.takeSound()).toBe('f:c')
    expect(board.pass(1000).row()).toBe('a')
    expect(board.core.takeSound()).toBeUndefined()
  })
})

describe('a message with actions', () => {
  const question = { text: 'Dinner?', id: 'q', hold: true, actions: answers }

  test('says on the last row which button gives which answer', () => {
    const board = new Board({ columns: 20, rows: 4 }).message({ ...question, title: 'Kitchen' })
    expect(rows(board, 4)).toEqual(['Kitchen', 'Dinner?', '', '[left]Yes [right]No'])
  })

  test('pages through answers that one row has no room for, whole answers at a time', () => {
    const actions = [...answers, { input: 'ok', label: 'In a while', reply: 'later' }]
    const board = new Board().message({ ...question, actions, pageMs: 1000 })
    const hints = [0, 1000, 1000, 1000].map((ms) => board.pass(ms).row(1))
    // Marks such as `1/3` would break the last one.
    expect(hints).toEqual(['[left]Yes', '[right]No', '[ok]In a while', '[left]Yes'])
  })

  test('pages through a long text above its answers', () => {
    const board = new Board().message({ ...question, text: 'one two three four five', pageMs: 1000, showMs: 100 })
    const seen = [0, 1000, 1000].map((ms) => rows(board.pass(ms)))
    expect(seen).toEqual([
      ['one two      1/3', '[left]Yes    1/2'],
      ['three four   2/3', '[right]No    2/2'],
      ['five         3/3', '[left]Yes    1/2'],
    ])
  })

  test('scrolls its text above its answers', () => {
    const board = new Board({ columns: 20 }).message({
      ...question,
      text: 'abcdefghijklmnopqrstuv',
      overflow: 'scroll',
    })
    expect(rows(board.pass(300 * 4))).toEqual(['bcdefghijklmnopqrstu', '[left]Yes [right]No'])
  })

  test('says its answers after its text on a single row', () => {
    const board = new Board({ columns: 20, rows: 1 }).message({ ...question, overflow: 'cut', pageMs: 1000 })
    const seen = [0, 1000, 1000].map((ms) => board.pass(ms).row())
    expect(seen).toEqual(['Dinner?          1/3', '[left]Yes        2/3', '[right]No        3/3'])
  })

  test('stays until it is answered, whatever comes in between', () => {
    const board = new Board().message(question).pass(3_600_000).message(fire)
    board.core.input('left', 'press', board.now)
    expect(board.pass(1000).row()).toBe('Dinner?')
    for (const event of ['double', 'long', 'release'] as const) board.core.input('left', event, board.now)
    expect(board.row()).toBe('Dinner?')
    board.core.input('left', 'press', board.now)
    expect(board.row()).toBe('')
    expect(board.acks().at(-1)).toEqual({
      id: 'q',
      state: 'dismissed',
      reason: 'action:yes',
      input: 'left',
      elapsedMs: 3_601_000,
    })
  })

  test('is answered for its own id alone when two ask the same', () => {
    const board = new Board()
      .message(question)
      .message({ ...question, id: 'q2' })
      .pass(8000)
    board.core.input('right', 'press', board.now)
    expect(board.acks().filter(({ state }) => state === 'dismissed')).toMatchObject([{ id: 'q2', input: 'right' }])
    expect(board.row()).toBe('Dinner?')
  })

  test('tells its answer again when it is sent again, and is not shown', () => {
    const board = new Board().message(question)
    board.core.input('right', 'press', board.now)
    board.acks()
    expect(board.message(question).row()).toBe('')
    expect(board.acks()).toEqual([{ id: 'q', state: 'dismissed', reason: 'action:no', input: 'right', elapsedMs: 0 }])
    const { actions: _, ...withoutActions } = question
    expect(board.message(withoutActions).acks()).toEqual([{ id: 'q', state: 'dismissed', elapsedMs: 0 }])
  })

  test('tells the longest answer whole', () => {
    const input = 'i'.repeat(32)
    const reply = '\u0001'.repeat(64)
    const id = 'x'.repeat(36)
    const board = new Board().message({ ...question, id, actions: [{ input, label: 'l', reply }] })
    board.core.input(input, 'press', board.now)
    expect(board.acks().at(-1)).toMatchObject({ id, reason: `action:${reply}`, input })
  })
})

test('a refusal names the longest field whole', () => {
  const field = '\u0001'.repeat(80)
  const board = new Board().message(JSON.stringify({ text: 'x', id: 'y'.repeat(36), [field]: 1 }))
  expect(board.acks()).toMatchObject([{ id: 'y'.repeat(36), reason: `unknown_field:${field}` }])
})

test('a message that waits for an answer and loses its place in the queue is told of', () => {
  const board = new Board().message({ text: 'q', id: 'q', hold: true, priority: 'low', actions: answers })
  for (let i = 0; i < 16; i++) board.message({ text: 'x', id: `m${i}`, priority: 'high' })
  expect(board.acks().find(({ id, state }) => id === 'q' && state === 'dismissed')).toMatchObject({
    reason: 'queue_full',
  })
})
