import { expect, test } from 'vitest'
import { reportSchema } from '#contract/delivery.ts'
import { aboutSchema, ackSchema, switchSchema, telemetrySchema } from '#contract/display.ts'
import { displayViewSchema } from '#contract/http.ts'
import { startBroker } from '../support/broker.ts'
import { collect, connectClient, json, startHub } from '../support/hub.ts'
import { runPlainSketch, runProgram, runVirtualDisplay } from '../support/virtual-display.ts'

async function send(hub: { httpUrl: string }, id: string, body: string) {
  const url = `${hub.httpUrl}/api/displays/${id}/message?wait=shown&timeoutMs=20000`
  return reportSchema.parse(await (await fetch(url, { method: 'POST', body })).json())
}

test('a virtual display is a board to the hub: it is online, says what it is, shows, confirms and reports', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const telemetry = await collect(client, 'displays/kitchen/telemetry', (payload) =>
    telemetrySchema.parse(json(payload)),
  )
  const led = await collect(client, 'displays/kitchen/led', (payload) => switchSchema.parse(json(payload)))
  const inputs = await collect(client, 'displays/kitchen/input/#', (payload, topic) => `${topic} ${payload}`)
  const sensors = await collect(client, 'displays/kitchen/sensor/#', (payload, topic) => `${topic} ${payload}`)
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort, args: ['--columns', '20', '--rows', '4'] })
  await display.prints(/link up/)

  expect(await send(hub, 'kitchen', 'Dinner is ready')).toMatchObject({ counts: { shown: 1 } })
  await display.prints(/screen \|Dinner is ready {5}\|/)
  const { displays } = (await (await fetch(`${hub.httpUrl}/api/displays`)).json()) as { displays: unknown[] }
  const view = displayViewSchema.parse(displays[0])
  expect(view).toMatchObject({ id: 'kitchen', presence: 'online' })
  expect(aboutSchema.parse(view.about)).toMatchObject({ columns: 20, rows: 4, rom: 'A00', maxPayloadBytes: 4096 })

  client.publish('displays/kitchen/led/set', 'ON')
  expect(await led.next(({ state }) => state === 'ON')).toEqual({ state: 'ON', brightness: 255 })
  await display.prints(/led on 255/)
  expect(await telemetry.next()).toMatchObject({ reconnects: 0, dropped: 0, oversize: 0, i2cErrors: 0 })
  display.child.stdin?.write('press button-1\nsensor temperature 21.5\n')
  expect(await inputs.next()).toBe('displays/kitchen/input/button-1 {"event_type":"press"}')
  expect(await sensors.next()).toBe('displays/kitchen/sensor/temperature 21.5')
})

test('goes offline with a goodbye on SIGTERM and by its will when it is killed', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  const status = await collect(client, 'displays/+/status', (payload, topic) => `${topic.split('/')[1]} ${payload}`)
  const polite = runVirtualDisplay({ id: 'polite', port: hub.httpPort, args: ['--host', 'localhost'] })
  const killed = runVirtualDisplay({ id: 'killed', port: hub.mqttPort, args: ['--tcp'] })
  await Promise.all([polite.prints(/link up/), killed.prints(/link up/)])
  polite.child.kill('SIGTERM')
  expect(await polite.exit).toBe(0)
  killed.child.kill('SIGKILL')
  expect(await status.next((line) => line === 'polite offline')).toBeDefined()
  expect(await status.next((line) => line === 'killed offline')).toBeDefined()
})

test('restarts on command, comes back and keeps its pages', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  await client.publishAsync('displays/kitchen/page/weather', 'sunny', { retain: true, qos: 1 })
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await Promise.all([display.prints(/link up/), display.prints(/screen \|sunny /)])
  client.publish('displays/kitchen/command', 'restart')
  await display.prints(/restarted\n.*link up\n/s)
  await display.prints(/restarted\n.*screen \|sunny /s)
})

test('what is waiting for a display is shown when it comes online', async () => {
  const hub = await startHub()
  const known = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await known.prints(/link up/)
  known.child.kill('SIGTERM')
  await known.exit
  const client = await connectClient(hub)
  const acks = await collect(client, 'displays/kitchen/ack', (payload) => ackSchema.parse(json(payload)))
  await client.publishAsync('displays/kitchen/message', '{"text":"Welcome back","id":"welcome"}')
  const back = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  expect(await acks.next()).toMatchObject({ id: 'welcome', state: 'shown' })
  await back.prints(/screen \|Welcome back /)
})

test('a payload that the hub takes but a small board has no room for is rejected with a reason, and the next is shown', async () => {
  const hub = await startHub()
  const display = runVirtualDisplay({ id: 'small', port: hub.httpPort, small: true })
  await display.prints(/link up/)
  const report = await send(
    hub,
    'small',
    JSON.stringify({ text: 'x'.repeat(1000), title: 'y'.repeat(60) }).padEnd(2000),
  )
  expect(report.displays['small']).toMatchObject({ state: 'rejected', reason: 'payload_too_large' })
  expect(await send(hub, 'small', 'next')).toMatchObject({ counts: { shown: 1 } })
})

test.each([
  ['small', true, 2000],
  ['small', true, 20_000],
  ['large', false, 20_000],
] as const)(
  '%s limits: %#. a payload over the buffer is acknowledged, rejected, counted, and the next is shown',
  async (_limits, small, size) => {
    const broker = await startBroker()
    const client = await broker.connect()
    const acks = await collect(client, 'displays/kitchen/ack', (payload) => ackSchema.parse(json(payload)))
    const display = runVirtualDisplay({ id: 'kitchen', port: Number(new URL(broker.wsUrl).port), small })
    await display.prints(/link up/)
    for (const qos of [0, 1, 2] as const) {
      await client.publishAsync('displays/kitchen/message', String(qos).repeat(size), { qos })
      expect(await acks.next()).toMatchObject({ state: 'rejected', reason: 'too_long:text' })
      await client.publishAsync('displays/kitchen/message', `{"text":"after ${qos}"}`.padEnd(size), { qos })
      expect(await acks.next()).toMatchObject({ state: 'rejected', reason: 'payload_too_large' })
    }
    await client.publishAsync('displays/kitchen/message', 'next', { qos: 1 })
    await display.prints(/screen \|next /)
    expect(display.output()).not.toContain('link lost')
  },
)

test('a sketch of somebody else that only subscribes and prints gets what is sent to it', async () => {
  const hub = await startHub()
  const sketch = runPlainSketch({ id: 'sketch', port: hub.httpPort })
  await sketch.prints(/subscribed/)
  const client = await connectClient(hub)
  for (const text of ['plain', '{"text":"JSON"}', 'Grüße 😀']) {
    await client.publishAsync('displays/sketch/message', text)
    await sketch.prints(new RegExp(`displays/sketch/message: ${text}\n`))
  }
})

test.each([
  [['--id', 'All'], '--id must be a display id'],
  [['--id', 'k', '--port', '0'], '--port must be 1 to 65535'],
  [['--id', 'k', '--columns', '40', '--rows', '4'], '--columns times --rows must be at most 80'],
  [['--id', 'k', '--colour', 'red'], '--colour is not an option'],
  [['--id', 'k', '--host'], '--host needs a value'],
  [['--exchange', 'k'], '--exchange needs --id'],
  [['--press', 'button-5@1'], '--press must be like button-1@5'],
])('%j is refused with a sentence that names the fault', async (args, sentence) => {
  const display = runProgram('virtual-display', args)
  expect(await display.exit).toBe(2)
  expect(display.output()).toContain(sentence)
})
