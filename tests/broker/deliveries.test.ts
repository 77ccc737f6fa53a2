import { expect, test } from 'vitest'
import { type Report, rejectionSchema, reportSchema } from '#contract/delivery.ts'
import { connectBoard } from '../support/board.ts'
import { collect, connectClient, json, startHub } from '../support/hub.ts'

const report = (payload: Buffer): Report => reportSchema.parse(json(payload))
const rejection = (payload: Buffer) => rejectionSchema.parse(json(payload))

test('a plain text is reported as shown with its time once the board acknowledges its hash', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub, { clientId: 'sender' })
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/kitchen/message', 'Grüße', { qos: 1 })
  board.ack(await board.next())
  const shown = await reports.next(({ complete }) => complete)
  expect(shown).toMatchObject({
    text: 'Grüße',
    sender: 'sender',
    counts: { shown: 1, sent: 0 },
    displays: { kitchen: { state: 'shown' } },
  })
  expect(shown.displays['kitchen']?.ms).toBeGreaterThanOrEqual(0)
})

test('equal texts in a row are matched to acknowledgements oldest first', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/kitchen/message', 'ping', { qos: 1 })
  await sender.publishAsync('displays/kitchen/message', 'ping', { qos: 1 })
  const first = await board.next()
  const second = await board.next()
  const older = await reports.next()
  board.ack(first, 'replaced', 'newer_text')
  expect(await reports.next(({ complete }) => complete)).toMatchObject({ id: older.id, counts: { replaced: 1 } })
  board.ack(second)
  expect(await reports.next(({ counts }) => counts.shown === 1)).not.toMatchObject({ id: older.id })
})

test('a message waits for a display that is away and comes as JSON with its id and what is left of its life', async () => {
  const hub = await startHub()
  const first = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await first.client.endAsync(true)
  await sender.publishAsync('displays/kitchen/message', '{"text":"Dinner","ttlMs":60000,"priority":"high"}', { qos: 1 })
  const queued = await reports.next(({ counts }) => counts.queued === 1)
  const again = await connectBoard(hub, 'kitchen')
  const payload = await again.next()
  const body = JSON.parse(payload)
  expect(body).toMatchObject({ text: 'Dinner', id: queued.id, priority: 'high' })
  expect(body.ttlMs).toBeGreaterThan(0)
  expect(body.ttlMs).toBeLessThanOrEqual(60000)
  again.ack(payload)
  expect(await reports.next(({ complete }) => complete)).toMatchObject({ id: queued.id, counts: { shown: 1 } })
})

test('what waits comes back by priority, then by age', async () => {
  const hub = await startHub()
  const first = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  await first.client.endAsync(true)
  for (const [text, priority] of [
    ['a', 'low'],
    ['b', 'normal'],
    ['c', 'critical'],
    ['d', 'normal'],
  ]) {
    await sender.publishAsync('displays/kitchen/message', JSON.stringify({ text, priority }), { qos: 1 })
  }
  const again = await connectBoard(hub, 'kitchen')
  const order = []
  for (let index = 0; index < 4; index++) order.push(JSON.parse(await again.next()).text)
  expect(order).toEqual(['c', 'b', 'd', 'a'])
})

test('of plain texts for a display that is away only the latest waits', async () => {
  const hub = await startHub()
  const first = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await first.client.endAsync(true)
  for (const text of ['one', 'two', 'three']) await sender.publishAsync('displays/kitchen/message', text, { qos: 1 })
  const again = await connectBoard(hub, 'kitchen')
  expect(JSON.parse(await again.next()).text).toBe('three')
  expect((await reports.next(({ text, complete }) => text === 'one' && complete)).displays['kitchen']).toMatchObject({
    state: 'replaced',
    reason: 'newer_text',
  })
})

test('a message that is not shown in time is reported as expired', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/kitchen/message', '{"text":"late","ttlMs":1}', { qos: 1 })
  expect((await reports.next(({ complete }) => complete)).displays['kitchen']?.state).toBe('expired')
})

test('a broadcast is reported per display, and one that joins a group gets the messages of the group', async () => {
  const hub = await startHub()
  const boards = await Promise.all(['a', 'b', 'c'].map((id) => connectBoard(hub, id)))
  await fetch(`${hub.httpUrl}/api/groups/floor`, { method: 'PUT', body: JSON.stringify({ displays: ['a', 'c'] }) })
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/group/floor/message', 'group', { qos: 1 })
  for (const index of [0, 2]) boards[index]?.ack((await boards[index]?.next()) ?? '')
  expect(await reports.next(({ complete }) => complete)).toMatchObject({
    counts: { shown: 2 },
    displays: { a: { state: 'shown' }, c: { state: 'shown' } },
  })
  await sender.publishAsync('displays/all/message', 'everybody', { qos: 1 })
  for (const board of boards) {
    const payload = await board.next()
    expect(payload).toBe('everybody')
    board.ack(payload)
  }
  expect(await reports.next(({ complete, counts }) => complete && counts.shown === 3)).toMatchObject({
    text: 'everybody',
  })
  expect(boards[1]?.received).toEqual([])
})

test.each([
  ['{"text":', 'malformed_json', undefined],
  ['{"txt":"x"}', 'missing_field', 'text'],
  ['{"text":"x","colour":"red"}', 'unknown_field', 'colour'],
  ['{"text":"x","showMs":"8"}', 'wrong_type', 'showMs'],
])('refuses %s with its code and field, and neither disturbs nor disconnects anybody', async (payload, code, field) => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub, { clientId: 'clumsy' })
  const rejections = await collect(sender, 'marquee/rejections', rejection)
  await sender.publishAsync('displays/kitchen/message', payload, { qos: 1 })
  const { error, topic, clientId } = await rejections.next()
  expect({ topic, clientId, code: error.code, field: error.field }).toEqual({
    topic: 'displays/kitchen/message',
    clientId: 'clumsy',
    code,
    field,
  })
  await sender.publishAsync('displays/kitchen/message', 'next', { qos: 1 })
  expect(await board.next()).toBe('next')
})

test.each([
  ['displays/kitchn/message', 'x', 'unknown_display'],
  ['displays/group/nobody/message', 'x', 'unknown_group'],
  ['displays/kitchen/mesage', 'x', 'unknown_topic'],
  ['displays/Kitchen/message', 'x', 'unknown_topic'],
  ['marquee/status', 'offline', 'not_authorised'],
  ['marquee/nonsense', 'x', 'unknown_topic'],
  ['$SYS/broker/x', 'x', 'not_authorised'],
  ['constructor', 'x', undefined],
])('says why %s gets nowhere', async (topic, payload, code) => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const rejections = await collect(sender, 'marquee/rejections', rejection)
  await sender.publishAsync(topic, payload, { qos: 1 })
  await sender.publishAsync('displays/kitchen/command', 'nonsense', { qos: 1 })
  const first = await rejections.next()
  expect(first.error.code).toBe(code ?? 'invalid_value')
})

test('a display reads what it is sent even if it never acknowledges, and the report stays honest', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sent = await fetch(`${hub.httpUrl}/api/displays/kitchen/message?wait=shown&timeoutMs=50`, {
    method: 'POST',
    body: 'Dinner',
  })
  expect(sent.status).toBe(202)
  expect(reportSchema.parse(await sent.json()).displays['kitchen']?.state).toBe('sent')
  expect(await board.next()).toBe('Dinner')
})

test('a payload over the limit of a board is rejected for that board alone', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'small', { about: { maxPayloadBytes: 64 } })
  const large = await connectBoard(hub, 'large')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/all/message', 'x'.repeat(100), { qos: 1 })
  large.ack(await large.next())
  expect((await reports.next(({ complete }) => complete)).displays).toMatchObject({
    small: { state: 'rejected', reason: 'payload_too_large' },
    large: { state: 'shown' },
  })
})

test('a shown message that a reader dismisses is reported as dismissed', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await sender.publishAsync('displays/kitchen/message', '{"text":"Door?","id":"door-1","hold":true}', { qos: 1 })
  const payload = await board.next()
  board.ack(payload)
  await reports.next(({ counts }) => counts.shown === 1)
  board.ack(payload, 'dismissed', 'action:yes')
  expect((await reports.next(({ counts }) => counts.dismissed === 1)).displays['kitchen']).toMatchObject({
    state: 'dismissed',
    reason: 'action:yes',
  })
})

test('another message with an id that is in use is refused as a conflict, the same one is not sent twice', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const send = (text: string) =>
    fetch(`${hub.httpUrl}/api/messages`, { method: 'POST', body: JSON.stringify({ to: ['kitchen'], id: 'one', text }) })
  expect((await send('first')).status).toBe(202)
  expect((await send('first')).status).toBe(202)
  const refused = await send('second')
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'conflict', field: 'id' })
})

test('clearing and dismissing also reach what waits for a display that is away', async () => {
  const hub = await startHub()
  const first = await connectBoard(hub, 'kitchen')
  const sender = await connectClient(hub)
  const reports = await collect(sender, 'marquee/deliveries/+', report)
  await first.client.endAsync(true)
  await sender.publishAsync('displays/kitchen/message', '{"text":"a","id":"a"}', { qos: 1 })
  await sender.publishAsync('displays/kitchen/message', '{"text":"b","key":"b"}', { qos: 1 })
  await sender.publishAsync('displays/kitchen/message', '{"text":"c"}', { qos: 1 })
  await sender.publishAsync('displays/kitchen/dismiss', 'a', { qos: 1 })
  await reports.next(({ text, counts }) => text === 'a' && counts.dismissed === 1)
  await sender.publishAsync('displays/kitchen/dismiss', 'b', { qos: 1 })
  await reports.next(({ text, counts }) => text === 'b' && counts.dismissed === 1)
  await sender.publishAsync('displays/kitchen/message', '', { qos: 1 })
  await reports.next(({ text, counts }) => text === 'c' && counts.dismissed === 1)
})
