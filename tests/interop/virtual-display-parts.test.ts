import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { bar, bigDigits } from '#contract/blocks.ts'
import { ackSchema, type Screen, screenSchema, switchSchema } from '#contract/display.ts'
import { collect, connectClient, json, startHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/process.ts'
import { runProgram, runVirtualDisplay } from '../support/virtual-display.ts'

const codesOf = (hex: string) => Array.from(hex.matchAll(/../g), ([code]) => Number.parseInt(code, 16))

/** Each cell as somebody sees it: a code of the ROM, or the dots of a custom glyph. */
function seen(cells: string, cgram: string): (number | string)[] {
  return codesOf(cells).map((code) => (code < 16 ? cgram.slice((code % 8) * 16, (code % 8) * 16 + 16) : code))
}

test.each([
  [16, 2],
  [20, 4],
  [40, 2],
] as const)('what the hub is told of the screen is what is on a glass of %i by %i', async (columns, rows) => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const screens = await collect(client, 'displays/kitchen/screen', (payload) => screenSchema.parse(json(payload)))
  const size = ['--columns', String(columns), '--rows', String(rows)]
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort, args: size })
  await display.prints(/link up/)
  const texts = ['Dinner is ready', 'Grüße aus Łódź', '░▒▓█ 100 %', 'Привет ёж', bigDigits('12:34'), bar(0.7, 12)]
  for (const [index, text] of texts.entries()) {
    client.publish('displays/kitchen/command', 'clear')
    client.publish('displays/kitchen/message', JSON.stringify({ text, id: `m${index}` }))
    let screen: Screen | undefined
    await expect
      .poll(
        async () => {
          screen = screens.seen.findLast(({ messageId }) => messageId === `m${index}`) ?? screen
          if (screen === undefined) return 'no screen'
          const before = display.output().length
          display.child.stdin?.write('glass\n')
          await expect.poll(() => /^glass .*\n/m.test(display.output().slice(before)), { timeout: 10_000 }).toBe(true)
          const [, cells = '', cgram = ''] = /^glass (\w+) (\w+)\n/m.exec(display.output().slice(before)) ?? []
          return JSON.stringify(seen(cells, cgram)) === JSON.stringify(seen(screen.cells, screen.cgram))
            ? 'same'
            : cells
        },
        { timeout: 20_000 },
      )
      .toBe('same')
  }
})

test('a button answers the message on the glass', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const acks = await collect(client, 'displays/kitchen/ack', (payload) => ackSchema.parse(json(payload)))
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await display.prints(/link up/)
  const actions = [{ input: 'button-2', label: 'Coming', reply: 'on my way' }]
  await client.publishAsync('displays/kitchen/message', JSON.stringify({ text: 'Dinner?', id: 'dinner', actions }))
  expect(await acks.next()).toMatchObject({ id: 'dinner', state: 'shown' })
  display.child.stdin?.write('press button-1\n')
  display.child.stdin?.write('press button-2\n')
  expect(await acks.next()).toMatchObject({
    id: 'dinner',
    state: 'dismissed',
    reason: 'action:on my way',
    input: 'button-2',
  })
})

test('a button is pressed, held and let go, at the time that the command line says', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const events = await collect(
    client,
    'displays/kitchen/input/+',
    (payload, topic) => `${topic.split('/').at(-1)} ${payload}`,
  )
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort, args: ['--press', 'button-4@3'] })
  await display.prints(/link up/)
  expect(await events.next()).toBe('button-4 {"event_type":"press"}')
  expect(await events.next()).toBe('button-4 {"event_type":"release"}')
  display.child.stdin?.write('hold button-3 2000\n')
  for (const event of ['press', 'long', 'release']) {
    expect(await events.next()).toBe(`button-3 {"event_type":"${event}"}`)
  }
})

test('backlight and led are switched and confirmed, and the glass goes dark', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const states = await collect(client, 'displays/kitchen/+', (payload, topic) => ({ topic, payload }))
  const stateOf = async (name: string, wanted: 'ON' | 'OFF') => {
    const { payload } = await states.next(
      ({ topic, payload }) => topic.endsWith(`/${name}`) && switchSchema.parse(json(payload)).state === wanted,
    )
    return switchSchema.parse(json(payload))
  }
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await display.prints(/link up/)
  await stateOf('backlight', 'ON')
  client.publish('displays/kitchen/backlight/set', 'OFF')
  expect(await stateOf('backlight', 'OFF')).toMatchObject({ state: 'OFF' })
  await display.prints(/screen \|.*\| off\n/)
  client.publish('displays/kitchen/led/set', '{"state":"ON","brightness":40}')
  expect(await stateOf('led', 'ON')).toEqual({ state: 'ON', brightness: 40 })
  await display.prints(/led on 40/)
})

test('a display that waits for its hub says so on the glass, and its first button forgets what it keeps', async () => {
  const folder = `${await temporaryFolder()}/kept`
  const display = runProgram('virtual-display', ['--headless', '--port', '1', '--store', folder])
  await display.prints(/screen \|Waiting for hub \|/)
  expect(await readdir(folder)).toContain('mac')
  display.child.stdin?.write('hold button-1 11500\n')
  await display.prints(/restarted\n/)
})
