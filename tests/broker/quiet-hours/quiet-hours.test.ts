import { expect, test } from 'vitest'
import { type Report, reportSchema } from '#contract/delivery.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, startHub, type TestHub } from '../../support/hub.ts'

const evening = '2027-01-04T21:30:00Z'
const night = '2027-01-04T22:30:00Z'
const morning = '2027-01-05T07:00:00Z'
const rule = { to: ['kitchen'], from: '22:00', until: '07:00', timeZone: 'UTC' }
const parse = (payload: Buffer): Report => reportSchema.parse(json(payload))

function clockAt(start: string) {
  const clock = { time: Date.parse(start), now: () => clock.time }
  return {
    clock,
    moveTo(time: string) {
      clock.time = Date.parse(time)
    },
  }
}

async function hubAt(start: string) {
  const { clock, moveTo } = clockAt(start)
  const hub = await startHub({}, { clock })
  const sender = await connectClient(hub, { clientId: 'sender' })
  const reports = await collect(sender, 'marquee/deliveries/+', parse)
  const quietUntil = async (id: string) => (await request(hub, 'GET', `/api/displays/${id}`)).body['quietUntil']
  const publish = (topic: string, message: object | string) =>
    sender.publishAsync(topic, typeof message === 'string' ? message : JSON.stringify(message), { qos: 1 })
  const addRule = async (fields: object = {}) =>
    (await request(hub, 'POST', '/api/quiet-hours', { ...rule, ...fields })).body as { id: string }
  return { hub, sender, reports, moveTo, quietUntil, publish, addRule }
}

/** Everything that was passed on before has arrived when this has. */
async function marker({ hub, board }: { hub: TestHub; board: { next(): Promise<string> } }) {
  await request(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'marker', priority: 'critical' })
  return JSON.parse(await board.next()).text
}

test.each(['displays/kitchen/message', 'displays/group/floor/message', 'displays/all/message'])(
  'a message to %s waits for the end of quiet hours',
  async (topic) => {
    const { hub, reports, moveTo, quietUntil, publish, addRule } = await hubAt(night)
    const board = await connectBoard(hub, 'kitchen')
    await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
    await addRule()
    expect(await quietUntil('kitchen')).toBe('2027-01-05T07:00:00.000Z')
    await publish(topic, 'Dinner')
    expect((await reports.next()).displays).toEqual({ kitchen: { state: 'queued', reason: 'quiet_hours' } })
    expect(await marker({ hub, board })).toBe('marker')
    moveTo(morning)
    const payload = await board.next()
    expect(JSON.parse(payload)).toMatchObject({ text: 'Dinner' })
    board.ack(payload)
    await reports.next(({ text, complete }) => text === 'Dinner' && complete)
    expect(await quietUntil('kitchen')).toBeUndefined()
    expect(board.received).toEqual([])
  },
)

test('what waited is shown by priority, then by age, unless it has expired or was dismissed', async () => {
  const { hub, reports, moveTo, publish, addRule } = await hubAt(night)
  const board = await connectBoard(hub, 'kitchen')
  await addRule()
  const topic = 'displays/kitchen/message'
  await publish(topic, { text: 'a', priority: 'low' })
  await publish(topic, { text: 'b' })
  await publish(topic, { text: 'c', priority: 'high' })
  await publish(topic, { text: 'd' })
  await publish(topic, { text: 'short', ttlMs: 60_000 })
  await publish(topic, { text: 'gone', id: 'gone' })
  await publish('displays/kitchen/dismiss', 'gone')
  await reports.next(({ id, complete }) => id === 'gone' && complete)
  moveTo(morning)
  const order = []
  while (order.length < 4) order.push(JSON.parse(await board.next()).text)
  expect(order).toEqual(['c', 'b', 'd', 'a'])
  const expired = await reports.next(({ text, complete }) => text === 'short' && complete)
  expect(expired.displays['kitchen']?.state).toBe('expired')
})

test('what is urgent enough goes through, once and in order, whichever topic it comes on', async () => {
  const { hub, reports, publish, addRule } = await hubAt(night)
  const board = await connectBoard(hub, 'kitchen')
  await addRule({ allow: 'high' })
  await publish('displays/all/message', { text: 'one', priority: 'high' })
  await publish('displays/kitchen/message', { text: 'held' })
  await publish('displays/kitchen/message', { text: 'two', priority: 'critical' })
  await request(hub, 'POST', '/api/messages', { to: ['all'], text: 'three', priority: 'high' })
  for (const text of ['one', 'two', 'three']) {
    const payload = await board.next()
    expect(JSON.parse(payload).text).toBe(text)
    board.ack(payload)
    await reports.next((report) => report.text === text && report.counts.shown === 1)
  }
  expect(board.received).toEqual([])
})

test('pages, dismissals, commands and clearing go through', async () => {
  const { hub, publish, addRule } = await hubAt(night)
  const board = await connectBoard(hub, 'kitchen')
  const all = await collect(board.client, 'displays/kitchen/#', (payload, topic) => `${topic} ${payload}`)
  await addRule()
  await publish('displays/kitchen/page/menu', 'Soup')
  await publish('displays/kitchen/dismiss', 'x')
  await publish('displays/kitchen/command', 'identify')
  await publish('displays/kitchen/message', '')
  await all.next((line) => line === 'displays/kitchen/page/menu Soup')
  await all.next((line) => line === 'displays/kitchen/dismiss x')
  await all.next((line) => line === 'displays/kitchen/command identify')
  await all.next((line) => line === 'displays/kitchen/message ')
})

test('others than the display see what is withheld from it', async () => {
  const { hub, sender, publish, addRule } = await hubAt(night)
  await connectBoard(hub, 'kitchen')
  const seen = await collect(sender, 'displays/kitchen/message', String)
  await addRule()
  await publish('displays/kitchen/message', 'Dinner')
  expect(await seen.next()).toBe('Dinner')
})

test('a rule, its end, and groups count at once', async () => {
  const { hub, reports, publish, addRule } = await hubAt(night)
  const board = await connectBoard(hub, 'kitchen')
  await request(hub, 'PUT', '/api/groups/floor', { displays: [] })
  const added = await addRule({ to: { group: 'floor' } })
  await publish('displays/kitchen/message', 'before')
  expect(await board.next()).toBe('before')
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await publish('displays/kitchen/message', 'first')
  await reports.next(({ text, counts }) => text === 'first' && counts.queued === 1)
  await request(hub, 'PUT', '/api/groups/floor', { displays: [] })
  expect(JSON.parse(await board.next()).text).toBe('first')
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await publish('displays/kitchen/message', 'second')
  await reports.next(({ text, counts }) => text === 'second' && counts.queued === 1)
  expect((await request(hub, 'DELETE', `/api/quiet-hours/${added.id}`)).status).toBe(204)
  expect(JSON.parse(await board.next()).text).toBe('second')
})

test('a display that comes back in quiet hours gets what is urgent and waits for the rest', async () => {
  const { hub, moveTo, publish, addRule } = await hubAt(evening)
  const first = await connectBoard(hub, 'kitchen')
  await addRule()
  await first.client.endAsync(true)
  await expect.poll(async () => (await request(hub, 'GET', '/api/displays/kitchen')).body['presence']).toBe('offline')
  await publish('displays/kitchen/message', 'quiet')
  await publish('displays/kitchen/message', { text: 'urgent', priority: 'critical' })
  moveTo(night)
  await expect
    .poll(async () => (await request(hub, 'GET', '/api/quiet-hours')).body)
    .toMatchObject({ rules: [{ active: true }] })
  const board = await connectBoard(hub, 'kitchen')
  expect(JSON.parse(await board.next()).text).toBe('urgent')
  expect(await marker({ hub, board })).toBe('marker')
  moveTo(morning)
  const texts = [JSON.parse(await board.next()).text]
  while (!texts.includes('quiet')) texts.push(JSON.parse(await board.next()).text)
  expect(texts.filter((text) => text === 'quiet')).toHaveLength(1)
})

test('a session that the broker keeps does not bring what was withheld a second time', async () => {
  const { hub, reports, moveTo, publish, addRule } = await hubAt(night)
  const session = { clean: false, protocolVersion: 4 } as const
  const first = await connectBoard(hub, 'kitchen', session)
  await addRule()
  await publish('displays/kitchen/message', { text: 'held', id: 'held' })
  await reports.next(({ id, counts }) => id === 'held' && counts.queued === 1)
  await first.client.endAsync(true)
  await publish('displays/kitchen/message', { text: 'while away', id: 'away' })
  await reports.next(({ id, counts }) => id === 'away' && counts.queued === 1)
  moveTo(morning)
  await expect
    .poll(async () => (await request(hub, 'GET', '/api/quiet-hours')).body)
    .toMatchObject({ rules: [{ active: false }] })
  const board = await connectBoard(hub, 'kitchen', session)
  const texts = [await board.next(), await board.next()].map((payload) => JSON.parse(payload).text)
  expect(texts).toEqual(['held', 'while away'])
  expect(await marker({ hub, board })).toBe('marker')
})

test('a flood over the beginning and the end of quiet hours is shown once each, and nothing is lost', async () => {
  const { hub, sender, addRule } = await hubAt(night)
  const board = await connectBoard(hub, 'kitchen')
  const seen: string[] = []
  board.client.on('message', (topic, payload) => {
    if (!topic.endsWith('/message')) return
    seen.push(JSON.parse(payload.toString()).id)
    board.ack(payload.toString())
  })
  let sent = 0
  const flood = (count: number) => {
    for (let more = 0; more < count; more++) {
      const id = `m${sent++}`
      sender.publish('displays/kitchen/message', JSON.stringify({ text: id, id }))
    }
  }
  for (let round = 0; round < 8; round++) {
    flood(20)
    const adding = addRule()
    flood(20)
    const { id } = await adding
    flood(20)
    const deleting = request(hub, 'DELETE', `/api/quiet-hours/${id}`)
    flood(20)
    await deleting
    // No more than may wait for one display.
    await expect.poll(() => new Set(seen).size, { timeout: 20_000 }).toBe(sent)
  }
  await request(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'last', id: 'last' })
  await expect.poll(() => seen).toContain('last')
  expect(seen).toHaveLength(sent + 1)
})

test('the backlight is switched off and on again, and left alone by whom somebody switches it meanwhile', async () => {
  const { clock, moveTo } = clockAt(evening)
  const stores = createMemoryStores(clock)
  const hub = await startHub({}, { clock, stores })
  const boards = await Promise.all(['kitchen', 'hall'].map((id) => connectBoard(hub, id)))
  const [kitchen, hall] = await Promise.all(
    boards.map(({ client }) => collect(client, `displays/${client.options.clientId}/backlight/set`, String)),
  )
  await request(hub, 'POST', '/api/quiet-hours', { ...rule, to: ['all'], backlight: 'off' })
  moveTo(night)
  expect(await kitchen?.next()).toBe('OFF')
  expect(await hall?.next()).toBe('OFF')
  await boards[0]?.client.publishAsync('displays/hall/backlight/set', 'ON', { qos: 1 })
  expect(await hall?.next()).toBe('ON')
  moveTo(morning)
  expect(await kitchen?.next()).toBe('ON')
  moveTo('2027-01-05T22:30:00Z')
  expect(await kitchen?.next()).toBe('OFF')
  expect(await hall?.next()).toBe('OFF')
})

test('a backlight that was switched off is switched on again by a hub that starts after the end', async () => {
  const { clock, moveTo } = clockAt(night)
  const stores = createMemoryStores(clock)
  const hub = await startHub({}, { clock, stores })
  await request(hub, 'POST', '/api/quiet-hours', { ...rule, to: ['all'], backlight: 'off' })
  const board = await connectBoard(hub, 'kitchen')
  const switched = await collect(board.client, 'displays/kitchen/backlight/set', String)
  // It came before the board had subscribed.
  await board.client.publishAsync('displays/kitchen/status', 'offline', { qos: 1 })
  await board.client.publishAsync('displays/kitchen/status', 'online', { qos: 1 })
  expect(await switched.next()).toBe('OFF')
  await hub.close()
  moveTo(morning)
  const { mqtt } = createMemoryStores(clock)
  const later = await startHub({}, { clock, stores: { ...stores, mqtt } })
  const client = await connectClient(later, { clientId: 'kitchen' })
  const again = await collect(client, 'displays/kitchen/backlight/set', String)
  await client.publishAsync('displays/kitchen/status', 'online', { qos: 1 })
  expect(await again.next()).toBe('ON')
})

test('a rule is refused with the field and the fix, and changes and ends are told', async () => {
  const { hub, addRule } = await hubAt(night)
  await connectBoard(hub, 'kitchen')
  const refused = async (fields: object) =>
    (await request(hub, 'POST', '/api/quiet-hours', { ...rule, ...fields })).body
  expect(await refused({ to: ['kitchn'] })).toMatchObject({ code: 'unknown_display', field: 'to[0]' })
  expect(await refused({ timeZone: 'Mars' })).toMatchObject({ code: 'invalid_value', field: 'timeZone' })
  expect(await refused({ from: '25:00' })).toMatchObject({ field: 'from' })
  const { id } = await addRule()
  const changed = await request(hub, 'PUT', `/api/quiet-hours/${id}`, { ...rule, from: '23:00' })
  expect(changed.body).toMatchObject({ id, active: false, next: '2027-01-04T23:00:00.000Z' })
  expect((await request(hub, 'DELETE', '/api/quiet-hours/abcdefghijkl')).status).toBe(404)
})
