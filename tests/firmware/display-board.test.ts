import { expect, test } from 'vitest'
import { Board, hashOf } from './board.ts'

const retainedTopics = ['status', 'about', 'screen', 'backlight', 'led'].map((topic) => `displays/kitchen/${topic}`)

test('publishes its retained state when it connects', () => {
  const board = new Board({ capabilities: ['backlight', 'buttons'], ip: '10.0.0.7' })
  board.core.connected(board.now)
  const published = board.published()
  expect(published.map(({ topic }) => topic)).toEqual(retainedTopics)
  expect(published.every(({ retain }) => retain)).toBe(true)
  expect(published[0]?.payload).toBe('online')
  expect(JSON.parse(published[1]?.payload ?? '')).toEqual({
    protocol: 1,
    firmware: '1.2.3',
    board: 'test',
    columns: 16,
    rows: 2,
    rom: 'A00',
    maxPayloadBytes: 4096,
    ip: '10.0.0.7',
    capabilities: ['backlight', 'buttons'],
  })
  expect(published[3]?.payload).toBe('{"state":"ON","brightness":255}')
})

test('lists what it must subscribe to', () => {
  expect(new Board().core.subscriptions).toEqual([
    ...['message', 'page/+', 'dismiss', 'command', 'backlight/set', 'led/set', 'config'].map(
      (path) => `displays/kitchen/${path}`,
    ),
    ...['message', 'page/+', 'dismiss', 'command'].map((path) => `displays/all/${path}`),
  ])
})

test.each([
  ['displays/kitchen/message', true],
  ['displays/all/message', true],
  ['displays/group/ground-floor/message', true],
  ['displays/other/message', false],
  ['displays/group/message', false],
  ['displays/kitchen/message/x', false],
  ['displays/kitchen', false],
  ['', false],
])('a message on %s is for the kitchen: %s', (topic, isMine) => {
  const board = new Board()
  board.core.receive(topic, new TextEncoder().encode('Hi'), board.now)
  expect(board.row() === 'Hi').toBe(isMine)
})

test('a change of the screen is published at once, further ones at most every 250 ms, the latest wins', () => {
  const board = new Board().pass(1000).message({ text: 'one', key: 'k' })
  const screens = () =>
    board
      .published()
      .filter(({ topic }) => topic.endsWith('/screen'))
      .map(({ payload }) => JSON.parse(payload))
  expect(screens()).toHaveLength(1)
  board.pass(100).message({ text: 'two', key: 'k' }).pass(100).message({ text: 'three', key: 'k' })
  expect(
    board
      .pass(49)
      .published()
      .filter(({ topic }) => topic.endsWith('/screen')),
  ).toEqual([])
  board.pass(1)
  const [screen] = screens()
  expect(screen.cells).toMatch(/^7468726565/)
  expect(screen.messageId).toMatch(/^~/)
  expect(board.pass(5000).published()).toEqual([])
})

test('the screen is hex of cells and CGRAM with the size of the glass', () => {
  const board = new Board({ columns: 20, rows: 4 }).pass(1000).message('é')
  const screen = JSON.parse(board.published().find(({ topic }) => topic.endsWith('/screen'))?.payload ?? '')
  expect(screen).toMatchObject({ columns: 20, rows: 4, backlight: 'on', messageId: hashOf('é') })
  expect(screen.cells).toMatch(/^08(20){79}$/)
  expect(screen.cgram).toMatch(/^02040e111f100e00(00){56}$/)
})

test('pages take turns while no message is on the glass', () => {
  const board = new Board()
    .send('page/a', { text: 'A', showMs: 1000 })
    .send('displays/all/page/b', { text: 'B', showMs: 2000 })
  expect([0, 1000, 2000].map((ms) => board.pass(ms).row())).toEqual(['A', 'B', 'A'])
  expect(board.core.screen().page).toBe('a')
  board.message({ text: 'now', showMs: 500 })
  expect(board.row()).toBe('now')
  expect(board.pass(500).row()).toBe('A')
})

test('a page is changed in place and deleted by an empty payload', () => {
  const board = new Board().send('page/a', 'old')
  expect(board.send('page/a', 'new').row()).toBe('new')
  expect(board.send('page/a').row(0).trim()).toBe('Marquee')
})

test('pages of the same name from different scopes live side by side', () => {
  const board = new Board()
    .send('page/a', { text: 'mine', showMs: 1000 })
    .send('displays/all/page/a', { text: 'ours', showMs: 1000 })
  expect([0, 1000].map((ms) => board.pass(ms).row())).toEqual(['mine', 'ours'])
  expect(board.send('displays/all/page/a').row()).toBe('mine')
})

test('a ninth page is rejected', () => {
  const board = new Board()
  for (let i = 0; i < 9; i++) board.send(`page/p${i}`, `page ${i}`)
  expect(board.acks()).toEqual([{ id: hashOf('page 8'), state: 'rejected', reason: 'queue_full', elapsedMs: 0 }])
})

test('a page that is not valid is rejected like a message', () => {
  expect(new Board().send('page/a', { text: 'x', id: 'p' }).acks()).toEqual([
    { id: 'p', state: 'rejected', reason: 'unknown_field:id', elapsedMs: 0 },
  ])
})

test('a new size lays the message out again and republishes about and screen', () => {
  const board = new Board().message('The quick brown fox jumps').pass(1000)
  board.published()
  board.send('config', { columns: 20, rows: 4, futureSetting: true })
  expect([board.row(0), board.row(1)]).toEqual(['The quick brown fox', 'jumps'])
  expect(board.published().map(({ topic }) => topic)).toEqual(['displays/kitchen/about', 'displays/kitchen/screen'])
})

test.each([
  [{ columns: 40, rows: 4 }, 'config: out_of_range columns'],
  [{ columns: 7 }, 'config: out_of_range columns'],
  [{ rom: 'A01' }, 'config: invalid_value rom'],
  [{ peers: ['All'] }, 'config: invalid_value peers'],
  ['{', 'config: malformed_json'],
])('a configuration %j is refused as a whole with a line in the log', (config, line) => {
  const board = new Board().send('config', config)
  expect(board.core.screen()).toMatchObject({ columns: 16, rows: 2 })
  expect(board.published().find(({ topic }) => topic.endsWith('/log'))?.payload).toBe(line)
})

test('backlight and led are set by word or JSON and confirmed retained', () => {
  const board = new Board()
    .send('backlight/set', 'OFF')
    .send('led/set', { state: 'ON', brightness: 7, transition: 2 })
    .pass(250)
  const published = board.published()
  expect(published).toContainEqual({
    topic: 'displays/kitchen/backlight',
    payload: '{"state":"OFF","brightness":255}',
    retain: true,
  })
  expect(published).toContainEqual({
    topic: 'displays/kitchen/led',
    payload: '{"state":"ON","brightness":7}',
    retain: true,
  })
  expect(board.core.screen().backlight).toBe('off')
  expect(board.message({ text: 'x', backlight: 'blink' }).core.screen().backlight).toBe('blink')
})

test('identify shows the id and blinks for ten seconds, then the message goes on', () => {
  const board = new Board().message({ text: 'Hi', showMs: 2000 }).pass(500).send('command', 'identify')
  expect(board.row().trim()).toBe('kitchen')
  expect(board.core.screen().backlight).toBe('blink')
  expect(board.pass(9999).row().trim()).toBe('kitchen')
  expect(board.pass(1).row()).toBe('Hi')
  expect(board.pass(1499).row()).toBe('Hi')
  expect(board.pass(1).row()).toBe('')
})

test('restart is a flag that is taken once', () => {
  const board = new Board().send('command', 'restart')
  expect([board.core.takeRestart(), board.core.takeRestart()]).toEqual([true, false])
})

test('refresh publishes the retained state again', () => {
  expect(
    new Board()
      .send('command', 'refresh')
      .published()
      .map(({ topic }) => topic),
  ).toEqual(retainedTopics)
})

test('telemetry counts what had no room and what was too large', () => {
  const board = new Board()
  for (let i = 0; i < 17; i++) board.message({ text: 'x', id: `m${i}` })
  board.message('x'.repeat(5000)).message(`{"text":"${'x'.repeat(9000)}"}`)
  board.core.telemetry({ rssi: -60, heap: 123, uptimeS: 9, reconnects: 2 })
  const published = board.published()
  expect(JSON.parse(published.find(({ topic }) => topic.endsWith('/telemetry'))?.payload ?? '')).toEqual({
    rssi: -60,
    heap: 123,
    uptimeS: 9,
    reconnects: 2,
    dropped: 1,
    oversize: 2,
    i2cErrors: 0,
  })
})

test.each([
  ['x'.repeat(1025), 'too_long:text'],
  ['x'.repeat(100_000), 'too_long:text'],
  [`{"text":"${'x'.repeat(4090)}"}`, 'payload_too_large'],
  [`{${' '.repeat(50_000)}`, 'payload_too_large'],
])('a payload over the limit is rejected by its hash', (payload, reason) => {
  expect(new Board().message(payload).acks()).toEqual([
    { id: hashOf(payload), state: 'rejected', reason, elapsedMs: 0 },
  ])
})

test('no ack is lost in a burst', () => {
  const board = new Board()
  for (let i = 0; i < 1000; i++) board.message({ text: 'x', id: `m${i}`, priority: 'high' })
  expect(new Set(board.acks().map(({ id }) => id)).size).toBe(1000 - 15)
})

test('time goes on when the clock of the board wraps', () => {
  const board = new Board({}, 2 ** 32 - 3000)
    .message({ text: 'a', showMs: 5000 })
    .message({ text: 'b', id: 'b', ttlMs: 4000 })
  expect(board.pass(4999).row()).toBe('a')
  expect(board.pass(1).row()).toBe('')
  expect(board.acks().at(-1)).toMatchObject({ id: 'b', state: 'expired', elapsedMs: 4000 })
})

test('a clock that steps back does no harm', () => {
  const board = new Board({}, 10_000).message({ text: 'a', showMs: 5000 })
  board.core.tick(9000)
  expect(board.row()).toBe('a')
  expect(board.pass(5000).row()).toBe('')
})

test('says when it needs the next tick', () => {
  const board = new Board()
  expect(board.core.tick(0)).toBe(60_000)
  board.message({ text: 'a\nb\nc', pageMs: 700, showMs: 100 })
  expect(board.core.tick(100)).toBe(150)
  expect(board.core.tick(250)).toBe(450)
})

test.each([
  ['columns and rows', { columns: 41 }],
  ['columns and rows', { rows: 5 }],
  ['columns and rows', { columns: 40, rows: 4 }],
  ['columns', { columns: 16.5 }],
  ['id', { id: 'all' }],
  ['id', { id: 'Kitchen' }],
  ['id', { id: '' }],
  ['firmware', { firmware: 'ü' }],
  ['capabilities', { capabilities: ['a,b'] }],
])('refuses an unusable %s', (option, options) => {
  expect(() => new Board(options)).toThrow(RangeError)
  expect(() => new Board(options)).toThrow(option)
})

test('survives whatever bytes arrive', () => {
  const board = new Board()
  let seed = 1
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const topics = ['message', 'page/a', 'dismiss', 'command', 'backlight/set', 'led/set', 'config', 'page/', 'message/']
  for (let i = 0; i < 3000; i++) {
    const bytes = Uint8Array.from({ length: random(40) }, () => random(256))
    if (i % 2 === 0 && bytes.length > 0) bytes[0] = 0x7b
    board.send(topics[random(topics.length)] ?? '', bytes)
    board.now += random(500)
    const wait = board.core.tick(board.now)
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(60_000)
    for (const { topic, payload } of board.published()) {
      if (topic.endsWith('/screen') || topic.endsWith('/ack')) JSON.parse(payload)
    }
  }
})
