import { describe, expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, startHub } from '../../support/hub.ts'
import { claim } from '../../support/person.ts'
import { run } from '../../support/process.ts'
import { tool } from '../../support/tool.ts'
import { listed, published, startGlass } from './glass.ts'

const pub = tool('mosquitto_pub', 'mosquitto-clients')

test('what mosquitto_pub publishes appears on the glass, in the form that the page gives it', async () => {
  const hub = await startHub()
  const glass = await startGlass(hub, 'kitchen')
  await request(hub, 'PUT', '/api/displays/kitchen/pages/oven', { text: 'Oven {{home/oven|.t|%.0f C|default:off}}' })
  await glass.shows('Oven off')
  const publisher = run(pub, ['-p', String(hub.mqttPort), '-t', 'home/oven', '-m', '{"t":180.4}'])
  await glass.shows('Oven 180 C')
  expect(await publisher.exit).toBe(0)
})

test('what is retained is there at once', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/door', 'open', { retain: true, qos: 1 })
  const { body } = await request(hub, 'PUT', '/api/displays/kitchen/pages/door', { text: 'Door {{home/door}}' })
  expect(body).toMatchObject({ text: 'Door open', page: { text: 'Door {{home/door}}' } })
})

describe('a page with live values that is published over MQTT', () => {
  test('reaches nobody as it is; what it says is retained in its place', async () => {
    const hub = await startHub()
    await connectBoard(hub, 'kitchen')
    const pages = await published(hub, 'displays/kitchen/page/+')
    const client = await connectClient(hub)
    await client.publishAsync('displays/kitchen/page/door', '{{home/door|default:?}} door', { retain: true, qos: 1 })
    expect((await pages.next()).payload).toBe('? door')
    await client.publishAsync('home/door', 'open')
    expect((await pages.next()).payload).toBe('open door')
    expect(pages.seen).toEqual([])
    const later = await published(hub, 'displays/kitchen/page/+')
    expect((await later.next()).payload).toBe('open door')
    expect(await listed(hub)).toMatchObject([{ source: 'mqtt', text: 'open door' }])

    await client.publishAsync('displays/kitchen/page/door', '', { retain: true, qos: 1 })
    expect((await pages.next()).payload).toBe('')
    expect(await listed(hub)).toEqual([])
    await client.publishAsync('home/door', 'shut', { qos: 1 })
    await client.publishAsync('displays/kitchen/page/other', 'the end', { retain: true, qos: 1 })
    expect((await pages.next()).payload).toBe('the end')
  })

  test('is refused if its sender may not read what it shows, or if that is a page', async () => {
    const hub = await startHub()
    await claim(hub)
    await connectBoard(hub, 'kitchen')
    const client = await connectClient(hub)
    const rejections = await collect(client, 'marquee/rejections', json)
    await client.publishAsync('displays/kitchen/page/a', '{{$SYS/broker/load}}', { retain: true, qos: 0 })
    expect(await rejections.next()).toMatchObject({ error: { code: 'not_authorised' } })
    await client.publishAsync('displays/kitchen/page/b', '{{displays/hall/page/x}}', { retain: true, qos: 0 })
    expect(await rejections.next()).toMatchObject({ error: { code: 'invalid_value' } })
  })

  test('stays text where a value begins with a brace', async () => {
    const hub = await startHub()
    await connectBoard(hub, 'kitchen')
    const client = await connectClient(hub)
    const pages = await published(hub, 'displays/kitchen/page/c')
    await client.publishAsync('home/json', '{"a":1}', { retain: true, qos: 1 })
    await client.publishAsync('displays/kitchen/page/c', '{{home/json}}', { retain: true, qos: 1 })
    expect(JSON.parse((await pages.next()).payload)).toEqual({ text: '{"a":1}' })
  })

  test('with braces that mean nothing is passed on as it is', async () => {
    const hub = await startHub()
    const pages = await published(hub, 'displays/kitchen/page/+')
    const client = await connectClient(hub)
    for (const text of ['a {{ b', 'x {{a|bold}}', 'since {{age}}']) {
      await client.publishAsync('displays/kitchen/page/a', text, { retain: true, qos: 1 })
      expect((await pages.next()).payload).toBe(text)
    }
  })
})

test('a page changes at most once in a second, whatever comes, and ends with what came last', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await request(hub, 'PUT', '/api/displays/kitchen/pages/power', { text: '{{home/power|%d W|default:-}}' })
  const pages = await published(hub, 'displays/kitchen/page/power')
  await pages.next()
  const client = await connectClient(hub)
  const before = performance.now()
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => client.publishAsync('home/power', String(index), { qos: 1 })),
  )
  const seconds = (performance.now() - before) / 1000
  const last = await pages.next(({ payload }) => payload.includes('99 W'))
  expect(JSON.parse(last.payload)).toEqual({ text: '99 W' })
  expect(pages.seen.length + 1).toBeLessThanOrEqual(2 + Math.floor(seconds))
})

test('values that look the same publish nothing', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await request(hub, 'PUT', '/api/displays/kitchen/pages/room', { text: '{{home/room|%.0f}}' })
  const pages = await published(hub, 'displays/kitchen/page/room')
  await pages.next()
  const client = await connectClient(hub)
  await client.publishAsync('home/room', '20.1', { qos: 1 })
  expect(JSON.parse((await pages.next()).payload)).toEqual({ text: '20' })
  await client.publishAsync('home/room', '20.2', { qos: 1 })
  await expect
    .poll(async () => (await request(hub, 'POST', '/api/render', { text: '{{home/room}}' })).body['text'])
    .toBe('20.2')
  await client.publishAsync('home/room', '21', { qos: 1 })
  expect(JSON.parse((await pages.next()).payload)).toEqual({ text: '21' })
  expect(pages.seen).toEqual([])
})

test('a lifetime begins anew with each value, and displays hear of it before half of it is over', async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const hub = await startHub({}, { clock: { now: () => now } })
  await connectBoard(hub, 'kitchen')
  const body = { text: '{{home/room}}', lifetimeMs: 60_000 }
  await request(hub, 'PUT', '/api/displays/kitchen/pages/room', body)
  const pages = await published(hub, 'displays/kitchen/page/room')
  const staleAt = async () => (JSON.parse((await pages.next()).payload) as { staleAt: string }).staleAt
  expect(await staleAt()).toBe('2026-05-01T12:01:00.000Z')
  const client = await connectClient(hub)
  await client.publishAsync('home/room', '20', { qos: 1 })
  expect(await staleAt()).toBe('2026-05-01T12:01:00.000Z')
  now += 40_000
  await client.publishAsync('home/room', '20', { qos: 1 })
  expect(await staleAt()).toBe('2026-05-01T12:01:40.000Z')
})

test('what was published before is drawn as a chart of the last values', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/load', '{"one":1}', { retain: true, qos: 1 })
  await request(hub, 'PUT', '/api/displays/kitchen/pages/load', { text: '{{home/load|.one|spark:3}}' })
  for (const one of [8, 1]) await client.publishAsync('home/load', JSON.stringify({ one }), { qos: 1 })
  await expect.poll(async () => (await listed(hub))[0]?.['text'], { timeout: 5000 }).toBe('▁█▁')
})

test('the time zone of a display counts on its pages', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/alarm', '2026-05-01T12:00:00Z', { retain: true, qos: 1 })
  const zone = await request(hub, 'PUT', '/api/displays/kitchen/pages/alarm', { text: '{{home/alarm|date:HH:mm}}' })
  expect(zone.status).toBe(200)
  expect(zone.body['text']).toMatch(/^\d\d:00$|^\d\d:30$/)
})
