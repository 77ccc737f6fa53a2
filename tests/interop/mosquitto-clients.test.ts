import { expect, test } from 'vitest'
import { rejectionSchema, reportSchema } from '#contract/delivery.ts'
import { connectBoard } from '../support/board.ts'
import { collect, connectClient, json, startHub, type TestHub } from '../support/hub.ts'
import { run } from '../support/process.ts'
import { tool } from '../support/tool.ts'

const pub = tool('mosquitto_pub', 'mosquitto-clients')
const sub = tool('mosquitto_sub', 'mosquitto-clients')

function publish(hub: TestHub, args: readonly string[], input?: string) {
  return run(pub, ['-h', '127.0.0.1', '-p', String(hub.mqttPort), ...args], input === undefined ? {} : { input })
}

test.each(['mqttv31', 'mqttv311', 'mqttv5'])('mosquitto_pub sends plain text over TCP with %s', async (version) => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sending = publish(hub, [
    '-V',
    version,
    '-t',
    'displays/kitchen/message',
    '-m',
    'Grüße, 21.5°C → café',
    '-q',
    '1',
  ])
  expect(await board.next()).toBe('Grüße, 21.5°C → café')
  expect(await sending.exit).toBe(0)
})

test('mosquitto_pub sends JSON, which arrives byte for byte', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const payload = '{ "text": "Dinner",  "priority":"high" }'
  publish(hub, ['-t', 'displays/kitchen/message', '-m', payload, '-q', '2'])
  expect(await board.next()).toBe(payload)
})

test('bad JSON is taken without an error, goes nowhere, and mosquitto_sub reads why', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const watcher = run(sub, ['-h', '127.0.0.1', '-p', String(hub.mqttPort), '-t', 'marquee/#', '-v', '-q', '1'])
  await watcher.prints(/marquee\/status online/)
  expect(await publish(hub, ['-t', 'displays/kitchen/message', '-m', '{"text":"x","showMs":-1}', '-q', '1']).exit).toBe(
    0,
  )
  const [, line = ''] = await watcher.prints(/marquee\/rejections (.*)/)
  expect(rejectionSchema.parse(JSON.parse(line))).toMatchObject({
    topic: 'displays/kitchen/message',
    error: { code: 'out_of_range', field: 'showMs' },
  })
  expect(board.received).toEqual([])
})

test('with MQTT 5 mosquitto_pub is told at once', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const refused = publish(hub, ['-V', '5', '-t', 'displays/kitchen/message', '-m', '{"txt":1}', '-q', '1'])
  await refused.exit
  expect(refused.output()).toMatch(/not authori[sz]ed/i)
})

test('mosquitto_pub -l sends 2,000 lines that all arrive in order and are all accounted for', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const observer = await connectClient(hub)
  const reports = await collect(observer, 'marquee/deliveries/+', (payload) => reportSchema.parse(json(payload)))
  const lines = Array.from({ length: 2000 }, (_, index) => `line ${index}`)
  const sending = publish(hub, ['-l', '-t', 'displays/kitchen/message', '-q', '1'], `${lines.join('\n')}\n`)
  const arrived: string[] = []
  for (const _ of lines) {
    const payload = await board.next()
    arrived.push(payload)
    board.ack(payload, payload === lines.at(-1) ? 'shown' : 'replaced')
  }
  expect(await sending.exit).toBe(0)
  expect(arrived).toEqual(lines)
  await reports.next(({ text, complete }) => text === lines.at(-1) && complete)
  const metrics = await (await fetch(`${hub.httpUrl}/metrics`)).text()
  expect(metrics).toContain('marquee_deliveries_total{state="replaced"} 1999')
  expect(metrics).toContain('marquee_deliveries_total{state="shown"} 1')
  expect(metrics).toContain('marquee_dropped_total{reason="unrecorded"} 0')
})

test('mosquitto_pub -r keeps a page and -r -n deletes it, while a message is never kept', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const kept = async () => {
    const reader = run(sub, [
      '-h',
      '127.0.0.1',
      '-p',
      String(hub.mqttPort),
      '-t',
      'displays/kitchen/page/+',
      '-t',
      'displays/kitchen/message',
      '--retained-only',
      '-v',
      '-W',
      '1',
    ])
    await reader.exit
    return reader
      .output()
      .split('\n')
      .filter((line) => line.startsWith('displays/'))
  }
  await publish(hub, ['-r', '-t', 'displays/kitchen/page/clock', '-m', '12:00', '-q', '1']).exit
  await publish(hub, ['-r', '-t', 'displays/kitchen/message', '-m', 'once', '-q', '1']).exit
  expect(await board.next()).toBe('once')
  expect(await kept()).toEqual(['displays/kitchen/page/clock 12:00'])
  await publish(hub, ['-r', '-n', '-t', 'displays/kitchen/page/clock', '-q', '1']).exit
  expect(await kept()).toEqual([])
})
