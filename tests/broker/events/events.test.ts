import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { readEvents } from '../../support/event-stream.ts'
import { request } from '../../support/http.ts'
import { startHub } from '../../support/hub.ts'
import { addPerson, claim, fromElsewhere, send } from '../../support/person.ts'

const cookieOf = ({ cookies }: { cookies: Map<string, string> }) => ({
  cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  'sec-fetch-site': 'same-origin',
  ...fromElsewhere,
})

test('whoever follows events hears where a message stands as it changes', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const reader = await readEvents(hub)
  expect(reader.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await request(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'Tea', id: 'tea' })
  board.ack(await board.next())
  const shown = await reader.next(({ data }) => data.counts.shown === 1)
  expect(shown).toMatchObject({ type: 'delivery', data: { id: 'tea', complete: true } })
  expect(Number(shown.id)).toBeGreaterThan(0)
})

test('of one message the report comes at once, and nothing of the others', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await request(hub, 'POST', '/api/messages', { to: 'all', text: 'Tea', id: 'tea' })
  const payload = await board.next()
  const reader = await readEvents(hub, '?message=tea')
  expect(await reader.next()).toMatchObject({ type: 'delivery', data: { id: 'tea', counts: { sent: 1 } } })
  await request(hub, 'POST', '/api/messages', { to: 'all', text: 'Cake', id: 'cake' })
  board.ack(payload)
  expect((await reader.next(({ data }) => data.complete || data.id !== 'tea')).data.id).toBe('tea')
  const unknown = await request(hub, 'GET', '/api/events?message=nothing')
  expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown_message' } })
})

test('a display that comes, goes or changes its groups is told of', async () => {
  const hub = await startHub()
  const reader = await readEvents(hub, '?types=display,delivery')
  const board = await connectBoard(hub, 'kitchen')
  expect(await reader.next()).toMatchObject({ type: 'display', data: { id: 'kitchen', presence: 'online' } })
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  expect((await reader.next()).data.groups).toEqual(['floor'])
  await request(hub, 'DELETE', '/api/groups/floor')
  expect((await reader.next()).data.groups).toEqual([])
  await board.client.endAsync(true)
  expect((await reader.next()).data.presence).toBe('offline')
})

test('types that are none are refused by name', async () => {
  const hub = await startHub()
  const { status, body } = await request(hub, 'GET', '/api/events?types=delivery,weather')
  expect({ status, ...body }).toMatchObject({ status: 400, code: 'invalid_value', field: 'types' })
  expect(body['message']).toContain('weather')
})

test('whoever is limited hears of their displays alone, and of no other names', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  for (const id of ['kitchen', 'hall']) await connectBoard(hub, id)
  const reach = { displays: ['kitchen'], groups: [] }
  const lim = await addPerson(hub, ada, { name: 'Lim', role: 'viewer', reach })
  const reader = await readEvents(hub, '?types=delivery,display', cookieOf(lim))
  await ada.call('POST', '/api/messages', { to: ['hall'], text: 'for the hall' })
  await ada.call('PUT', '/api/groups/floor', { displays: ['hall'] })
  await ada.call('POST', '/api/messages', { to: ['hall', 'kitchen'], text: 'for both' })
  const { data } = await reader.next(({ type }) => type === 'delivery')
  expect(data).toMatchObject({ text: 'for both', to: ['kitchen'], counts: { sent: 1 } })
  expect(JSON.stringify(data)).not.toContain('hall"')
})

test('a stream ends with the log-in that it was opened with', async () => {
  const hub = await startHub()
  const vic = await addPerson(hub, await claim(hub), { name: 'Vic', role: 'viewer' })
  const reader = await readEvents(hub, '', cookieOf(vic))
  expect(reader.status).toBe(200)
  await vic.call('DELETE', '/api/session')
  await reader.ended
})

test('a stream ends with the token that it was opened with', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const { body } = await ada.call('POST', '/api/tokens', { name: 'script', role: 'viewer' })
  const reader = await readEvents(hub, '', { authorization: `Bearer ${body.token}` })
  await ada.call('DELETE', `/api/tokens/${body.id}`)
  await reader.ended
})

test('streams end when the hub closes, and do not hold it up', async () => {
  const hub = await startHub()
  const reader = await readEvents(hub)
  await hub.close()
  await reader.ended
})

test('one caller has so many streams open, and those who have left make room', async () => {
  const hub = await startHub()
  const readers = []
  for (let index = 0; index < 50; index++) readers.push(await readEvents(hub))
  const refused = await send(hub, 'GET', '/api/events')
  expect(refused).toMatchObject({ status: 429, body: { code: 'limit_reached' } })
  readers[0]?.leave()
  await expect.poll(async () => (await readEvents(hub)).status).toBe(200)
})

test('whoever follows the room hears what is written there and what everybody is sent', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const reader = await readEvents(hub, '?types=room')
  await request(hub, 'POST', '/api/room/messages', { text: 'Coffee is ready' })
  expect(await reader.next()).toMatchObject({ type: 'room', data: { kind: 'room', text: 'Coffee is ready' } })
  await request(hub, 'POST', '/api/messages', { to: 'all', text: 'Fire drill at three' })
  expect(await reader.next()).toMatchObject({ type: 'room', data: { kind: 'broadcast', text: 'Fire drill at three' } })
})
