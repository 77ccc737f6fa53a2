import { expect, test } from 'vitest'
import { messageDetailSchema, messageListSchema } from '#contract/history-operations.ts'
import { systemClock } from '../../../broker/clock.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectBoard, type TestBoard } from '../../support/board.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { startKeptHub } from '../../support/kept-hub.ts'
import { newPerson, send } from '../../support/person.ts'

const get = (hub: TestHub, path: string) => send(hub, 'GET', path)

/** Sends to the kitchen and lets the board say what became of it. */
async function sendShown(hub: TestHub, board: TestBoard, text: string, more: object = {}): Promise<string> {
  const answer = send(hub, 'POST', '/api/messages?wait=shown', { to: ['kitchen'], text, ...more })
  board.ack(await board.next())
  return (await answer).body.id
}

async function textsOf(hub: TestHub, query = ''): Promise<string[]> {
  const { status, body } = await get(hub, `/api/messages${query}`)
  expect(status).toBe(200)
  return messageListSchema.parse(body).messages.map(({ text }) => text)
}

test('what was sent is listed newest first, what waits among what was shown', async () => {
  const hub = await startKeptHub()
  const board = await connectBoard(hub, 'kitchen')
  await sendShown(hub, board, 'one')
  await send(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'two, which waits' })
  await board.next()
  await sendShown(hub, board, 'three', { priority: 'high', title: 'Note' })
  expect(await textsOf(hub)).toEqual(['three', 'two, which waits', 'one'])
  expect(await textsOf(hub, '?complete=true')).toEqual(['three', 'one'])
  expect(await textsOf(hub, '?complete=false')).toEqual(['two, which waits'])
  expect(await textsOf(hub, '?state=sent')).toEqual(['two, which waits'])
  expect(await textsOf(hub, '?state=shown')).toEqual(['three', 'one'])
  expect(await textsOf(hub, '?text=t&complete=true')).toEqual(['three'])
  expect(await textsOf(hub, '?text=NOTE')).toEqual(['three'])
  expect(await textsOf(hub, '?display=kitchen&priority=normal')).toEqual(['two, which waits', 'one'])
  expect(await textsOf(hub, '?sender=somebody')).toEqual([])
})

test.each(['', '&text=message', '&display=kitchen', '&sender=api'])(
  'pages follow one another without gap or repeat, whatever comes meanwhile (%s)',
  async (filter) => {
    const hub = await startKeptHub()
    const board = await connectBoard(hub, 'kitchen')
    const sent: string[] = []
    for (let index = 1; index <= 9; index++) {
      const text = `message ${index}`
      sent.unshift(text)
      if (index % 3 === 0) {
        await send(hub, 'POST', '/api/messages', { to: ['kitchen'], text })
        await board.next()
      } else await sendShown(hub, board, text)
    }
    const seen: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 20; pages++) {
      const { body } = await get(hub, `/api/messages?limit=2${filter}${cursor}`)
      seen.push(...body.messages.map(({ text }: { text: string }) => text))
      await sendShown(hub, board, 'message that comes meanwhile')
      if (body.nextCursor === undefined) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(seen).toEqual(sent)
  },
)

test.each(['x', '%00', 'W10', 'WzEsMl0', 'bnVsbA', 'WzEsImEiLDEsMV0', 'x'.repeat(500)])(
  'the cursor %s is refused by name',
  async (cursor) => {
    const hub = await startHub()
    const { status, body } = await get(hub, `/api/messages?cursor=${cursor}`)
    expect({ status, ...body }).toMatchObject({ status: 400, code: 'invalid_value', field: 'cursor' })
  },
)

test.each([
  ['limit=0', 'out_of_range', 'limit'],
  ['limit=201', 'out_of_range', 'limit'],
  ['limit=ten', 'wrong_type', 'limit'],
  ['state=seen', 'invalid_value', 'state'],
  ['priority=urgent', 'invalid_value', 'priority'],
  ['complete=yes', 'invalid_value', 'complete'],
  ['since=yesterday', 'invalid_value', 'since'],
  ['display=No%20Id', 'invalid_value', 'display'],
  ['color=red', 'unknown_field', 'color'],
  ['display=a&display=b', 'wrong_type', 'display'],
])('%s is refused with %s', async (query, code, field) => {
  const hub = await startHub()
  expect(await get(hub, `/api/messages?${query}`)).toMatchObject({ status: 400, body: { code, field } })
})

test('a message is told with the states of its displays and itself, also after a restart', async () => {
  const stores = createMemoryStores(systemClock)
  const first = await startHub({}, { stores })
  const board = await connectBoard(first, 'kitchen')
  const id = await sendShown(first, board, 'Tea\nis ready', { title: 'Note' })
  await first.close()
  const hub = await startHub({}, { stores })
  const { body } = await get(hub, `/api/messages/${id}`)
  expect(messageDetailSchema.parse(body)).toMatchObject({
    displays: { kitchen: { state: 'shown' } },
    message: { text: 'Tea\nis ready', title: 'Note' },
    complete: true,
  })
})

test('a message is sent again as a new one, to whom it was for or to others, by whoever does it', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const hall = await connectBoard(hub, 'hall')
  const id = await sendShown(hub, board, 'Tea', { title: 'Note', key: 'tea' })
  const again = await send(hub, 'POST', `/api/messages/${id}/resend`, {})
  expect(again).toMatchObject({ status: 202, body: { to: ['kitchen'], text: 'Tea', sender: 'api' } })
  expect(again.body.id).not.toBe(id)
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'Tea', title: 'Note', id: again.body.id })
  await send(hub, 'POST', `/api/messages/${id}/resend`, { to: ['hall'] })
  expect(JSON.parse(await hall.next())).toMatchObject({ text: 'Tea' })
  expect((await send(hub, 'POST', '/api/messages/nothing/resend', {})).body.code).toBe('unknown_message')
})

test('what was sent to a group or to all is sent to them again', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await send(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  for (const [path, to] of [
    ['/api/groups/floor/message', ['group:floor']],
    ['/api/displays/all/message', ['all']],
  ] as const) {
    const { body } = await send(hub, 'POST', path, 'plain text')
    expect((await send(hub, 'POST', `/api/messages/${body.id}/resend`, {})).body).toMatchObject({ to })
  }
})

test('a message is taken away where it waits and where it is shown', async () => {
  const hub = await startHub()
  const stores = ['kitchen', 'hall'] as const
  const [kitchen, hall] = await Promise.all(stores.map((id) => connectBoard(hub, id)))
  if (kitchen === undefined || hall === undefined) throw new Error('no boards')
  await hall.client.endAsync(true)
  await expect.poll(async () => (await get(hub, '/api/displays/hall')).body.presence).toBe('offline')
  await kitchen.client.subscribeAsync('displays/kitchen/dismiss')
  const dismissed = new Promise<string>((resolve) => {
    kitchen.client.on('message', (topic, payload) => {
      if (topic === 'displays/kitchen/dismiss') resolve(payload.toString())
    })
  })
  const { body } = await send(hub, 'POST', '/api/messages', { to: ['kitchen', 'hall'], text: 'Tea', id: 'tea' })
  expect(body.counts).toMatchObject({ sent: 1, queued: 1 })
  kitchen.ack(await kitchen.next())
  const answer = await send(hub, 'DELETE', '/api/messages/tea')
  expect(answer).toMatchObject({ status: 200, body: { displays: { hall: { state: 'dismissed' } } } })
  expect(await dismissed).toBe('tea')
})

test('what is on the glass, or has a key, is taken away from displays and groups', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await board.client.subscribeAsync(['displays/kitchen/dismiss', 'displays/all/dismiss'])
  const payloads: string[] = []
  board.client.on('message', (topic, payload) => {
    if (topic.endsWith('/dismiss')) payloads.push(payload.toString())
  })
  const answer = await send(hub, 'POST', '/api/dismiss', { to: ['kitchen'] })
  expect(answer).toMatchObject({ status: 200, body: { displays: ['kitchen'] } })
  await send(hub, 'POST', '/api/dismiss', { to: 'all', what: 'tea' })
  await expect.poll(() => payloads).toEqual(['', 'tea'])
  const unknown = await send(hub, 'POST', '/api/dismiss', { to: ['nowhere'] })
  expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown_display', field: 'to[0]' } })
})

test('the history ends where the settings say, while the hub runs, and what is open stays', async () => {
  let now = Date.now()
  const clock = { now: () => now }
  const hub = await startHub({}, { clock, stores: createMemoryStores(clock) })
  const board = await connectBoard(hub, 'kitchen')
  await sendShown(hub, board, 'old')
  now += 2 * 86_400_000
  await sendShown(hub, board, 'new')
  expect(await textsOf(hub)).toEqual(['new', 'old'])
  const ada = newPerson(hub)
  const settings = { softUnsentBytes: 20_000, maxUnsentBytes: 100_000, historyDays: 1 }
  expect((await ada.call('PUT', '/api/settings', settings)).body).toMatchObject({ historyDays: 1 })
  await expect.poll(() => textsOf(hub)).toEqual(['new'])
})
