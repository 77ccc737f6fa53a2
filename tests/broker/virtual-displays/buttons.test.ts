import { expect, test } from 'vitest'
import { ackSchema } from '#contract/display.ts'
import { errorBodySchema, startedVirtualDisplaysSchema } from '#contract/http.ts'
import { collect, connectClient, startHub, type TestHub } from '../../support/hub.ts'

const actions = [
  { input: 'left', label: 'Yes', reply: 'coming' },
  { input: 'right', label: 'No', reply: 'later' },
]

function post(hub: TestHub, path: string, body: object) {
  return fetch(`${hub.httpUrl}${path}`, { method: 'POST', body: JSON.stringify(body) })
}

async function hubWithShelf() {
  const hub = await startHub()
  const started = await post(hub, '/api/virtual-displays', { id: 'shelf', columns: 16, rows: 2 })
  expect(startedVirtualDisplaysSchema.parse(await started.json()).ids).toEqual(['shelf'])
  return hub
}

const press = (hub: TestHub, name: string, id = 'shelf') =>
  post(hub, `/api/virtual-displays/${id}/input/${name}`, { event_type: 'press' })

test('a message with actions on a virtual display is answered by its button, and the ack tells reply and button', async () => {
  const hub = await hubWithShelf()
  const client = await connectClient(hub)
  const acks = await collect(client, 'displays/shelf/ack', (payload) => ackSchema.parse(JSON.parse(String(payload))))
  const screens = await collect(client, 'displays/shelf/screen', (payload) => JSON.parse(String(payload)))
  const inputs = await collect(client, 'displays/shelf/input/right', String)
  const message = { to: ['shelf'], id: 'dinner', text: 'Dinner?', hold: true, actions }
  expect((await post(hub, '/api/messages?wait=shown', message)).status).toBe(200)
  expect(await acks.next()).toMatchObject({ id: 'dinner', state: 'shown' })
  const { cells } = await screens.next(({ messageId }) => messageId === 'dinner')
  expect(Buffer.from(cells, 'hex').toString('latin1')).toBe('Dinner?         [left]Yes    1/2')
  expect((await press(hub, 'right')).status).toBe(204)
  expect(await inputs.next()).toBe('{"event_type":"press"}')
  expect(await acks.next()).toMatchObject({ id: 'dinner', state: 'dismissed', reason: 'action:later', input: 'right' })
  const report = await fetch(`${hub.httpUrl}/api/messages/dinner`)
  expect(await report.json()).toMatchObject({ displays: { shelf: { state: 'dismissed', reason: 'action:later' } } })
})

test('a button that answers nothing is told and leaves the message where it is', async () => {
  const hub = await hubWithShelf()
  const client = await connectClient(hub)
  const acks = await collect(client, 'displays/shelf/ack', (payload) => ackSchema.parse(JSON.parse(String(payload))))
  const inputs = await collect(client, 'displays/shelf/input/up', String)
  await post(hub, '/api/messages?wait=shown', { to: ['shelf'], id: 'dinner', text: 'Dinner?', hold: true, actions })
  await press(hub, 'up')
  expect(await inputs.next()).toBe('{"event_type":"press"}')
  await press(hub, 'left')
  expect(await acks.next(({ state }) => state !== 'shown')).toMatchObject({ input: 'left', reason: 'action:coming' })
})

test.each([
  ['an unknown display', '/api/virtual-displays/attic/input/ok', { event_type: 'press' }, 404, 'not_found'],
  ['an event that is none', '/api/virtual-displays/shelf/input/ok', { event_type: 'push' }, 400, 'invalid_value'],
  ['a name that is none', '/api/virtual-displays/shelf/input/No!', { event_type: 'press' }, 400, 'invalid_value'],
])('%s is refused', async (_what, path, body, status, code) => {
  const response = await post(await hubWithShelf(), path, body)
  expect(response.status).toBe(status)
  expect(errorBodySchema.parse(await response.json()).code).toBe(code)
})
