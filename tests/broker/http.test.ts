import { request } from 'node:http'
import { expect, test } from 'vitest'
import { reportSchema } from '#contract/delivery.ts'
import { displayViewSchema, operations } from '#contract/http.ts'
import { systemClock } from '../../broker/clock.ts'
import { createMemoryStores } from '../../broker/storage/stores.ts'
import { connectBoard } from '../support/board.ts'
import { collect, connectClient, json, startHub, type TestHub } from '../support/hub.ts'

async function call(hub: TestHub, method: string, path: string, body?: unknown) {
  const response = await fetch(hub.httpUrl + path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

/** Sends a request with headers that fetch would not let through. */
function rawRequest(hub: TestHub, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${hub.httpUrl}${path}`, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end()
  })
}

test('curl -d sends a plain text and answers the report', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const answer = fetch(`${hub.httpUrl}/api/displays/kitchen/message?wait=shown`, {
    method: 'POST',
    body: 'Dinner',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const payload = await board.next()
  expect(payload).toBe('Dinner')
  board.ack(payload)
  const response = await answer
  expect(response.status).toBe(200)
  expect(reportSchema.parse(await response.json())).toMatchObject({
    complete: true,
    counts: { shown: 1 },
    sender: 'api',
  })
})

test('a message to several displays has one id, one report, and waits for those that are online', async () => {
  const hub = await startHub()
  const boards = [await connectBoard(hub, 'a'), await connectBoard(hub, 'b')]
  const away = await connectBoard(hub, 'c')
  const observer = await connectClient(hub)
  const presence = await collect(observer, 'displays/c/status', String)
  await away.client.endAsync(true)
  await presence.next((status) => status === 'offline')
  const answer = call(hub, 'POST', '/api/messages?wait=shown', { to: ['a', 'b', 'c'], text: 'Hello', title: 'Note' })
  for (const board of boards) {
    const payload = await board.next()
    expect(JSON.parse(payload)).toMatchObject({ text: 'Hello', title: 'Note' })
    board.ack(payload)
  }
  const { status, body } = await answer
  expect(status).toBe(200)
  expect(body).toMatchObject({ complete: false, counts: { shown: 2, queued: 1 }, displays: { c: { state: 'queued' } } })
  expect((await call(hub, 'GET', `/api/messages/${body.id}`)).body).toMatchObject({ id: body.id, counts: { shown: 2 } })
})

test.each([
  ['POST', '/api/messages', { to: ['kitchn'], text: 'x' }, 404, 'unknown_display', 'to[0]'],
  ['POST', '/api/messages', { to: ['kitchen', 'No Id'], text: 'x' }, 404, 'unknown_display', 'to[1]'],
  ['POST', '/api/messages', { to: { group: 'nobody' }, text: 'x' }, 404, 'unknown_group', 'to.group'],
  ['POST', '/api/messages', { to: 'everyone', text: 'x' }, 400, 'invalid_value', 'to'],
  ['POST', '/api/messages', { to: 'all' }, 400, 'missing_field', 'text'],
  ['POST', '/api/messages', { to: 'all', text: 'x', txet: 1 }, 400, 'unknown_field', 'txet'],
  ['POST', '/api/messages', { to: 'all', text: 'x'.repeat(1025) }, 400, 'too_long', 'text'],
  ['POST', '/api/messages', '{"to":"all"', 400, 'malformed_json', undefined],
  ['POST', '/api/messages?wait=seen', { to: 'all', text: 'x' }, 400, 'invalid_value', 'wait'],
  ['POST', '/api/messages?wait=shown&timeoutMs=0', { to: 'all', text: 'x' }, 400, 'out_of_range', 'timeoutMs'],
  ['POST', '/api/messages?color=red', { to: 'all', text: 'x' }, 400, 'unknown_field', 'color'],
  ['POST', '/api/displays/kitchn/message', 'x', 404, 'unknown_display', undefined],
  ['POST', '/api/displays/__proto__/message', 'x', 400, 'invalid_value', 'id'],
  ['POST', '/api/displays/kitchen/message', '{"text":1}', 400, 'wrong_type', 'text'],
  ['POST', '/api/displays/kitchen/message', 'x'.repeat(5000), 413, 'payload_too_large', undefined],
  ['GET', '/api/displays/nowhere', undefined, 404, 'unknown_display', undefined],
  ['GET', '/api/messages/nothing', undefined, 404, 'unknown_message', undefined],
  ['GET', '/api/nonsense', undefined, 404, 'not_found', undefined],
  ['DELETE', '/api/displays/kitchen', undefined, 409, 'conflict', undefined],
  ['PUT', '/api/groups/floor', { displays: ['Not an id'] }, 400, 'invalid_value', 'displays[0]'],
  ['DELETE', '/api/groups/floor', undefined, 404, 'unknown_group', undefined],
  ['GET', '/api/displays/%E0%A4%A', undefined, 400, 'invalid_value', undefined],
])('%s %s with %o answers %i %s %s', async (method, path, body, status, code, field) => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const answer = await call(hub, method, path, body)
  expect({ status: answer.status, code: answer.body.code, field: answer.body.field }).toEqual({ status, code, field })
  expect(answer.body.message).toMatch(/\w/)
})

test('displays are listed with presence, description and groups, and one answers with its screen', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const screen = { columns: 8, rows: 1, cells: '2020202020202020', cgram: '00'.repeat(64), backlight: 'on' }
  await board.client.publishAsync('displays/kitchen/screen', JSON.stringify(screen), { qos: 1, retain: true })
  await call(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen', 'bath'] })
  const one = displayViewSchema.parse((await call(hub, 'GET', '/api/displays/kitchen')).body)
  expect(one).toMatchObject({
    id: 'kitchen',
    presence: 'online',
    virtual: false,
    groups: ['floor'],
    waiting: 0,
    about: { columns: 20 },
    screen,
  })
  expect((await call(hub, 'GET', '/api/displays')).body.displays).toHaveLength(1)
})

test('displays are listed by id, numbers by their value', async () => {
  const hub = await startHub()
  for (const id of ['hall-10', 'kitchen', 'hall-2']) await connectBoard(hub, id)
  const { body } = await call(hub, 'GET', '/api/displays')
  expect(body.displays.map(({ id }: { id: string }) => id)).toEqual(['hall-2', 'hall-10', 'kitchen'])
})

test('a display that left can be forgotten and nothing retained of it stays', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const observer = await connectClient(hub)
  const presence = await collect(observer, 'displays/kitchen/status', String)
  await board.client.endAsync(true)
  await presence.next((status) => status === 'offline')
  expect((await call(hub, 'DELETE', '/api/displays/kitchen')).status).toBe(204)
  expect((await call(hub, 'GET', '/api/displays')).body.displays).toEqual([])
  const late = await connectClient(hub)
  const retained = await collect(late, '#', (_payload, topic) => topic)
  await late.publishAsync('last', 'x', { qos: 1 })
  await retained.next((topic) => topic === 'last')
  expect(retained.seen.filter((topic) => topic.startsWith('displays/'))).toEqual([])
})

test('the OpenAPI document lists every operation with its error', async () => {
  const hub = await startHub()
  const { body } = await call(hub, 'GET', '/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  for (const [operationId, { method, path }] of Object.entries(operations)) {
    expect(body.paths[path][method]).toMatchObject({ operationId, responses: { default: {} } })
    for (const status of [429, 503])
      expect(body.paths[path][method].responses[status].headers).toEqual({
        'Retry-After': { $ref: '#/components/headers/RetryAfter' },
      })
  }
  expect(body.paths['/api/messages'].post.requestBody.content['application/json'].schema.required).toEqual([
    'to',
    'text',
  ])
})

test('health, readiness and metrics answer', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await call(hub, 'POST', '/api/displays/kitchen/message', 'x')
  board.ack(await board.next())
  await board.client.publishAsync('displays/kitchen/log', 'done', { qos: 1 })
  expect((await call(hub, 'GET', '/healthz')).body).toEqual({ status: 'ok' })
  expect((await call(hub, 'GET', '/readyz')).status).toBe(200)
  const metrics = await (await fetch(`${hub.httpUrl}/metrics`)).text()
  expect(metrics).toContain('marquee_connections{transport="websocket"} 1')
  expect(metrics).toContain('marquee_displays{presence="online"} 1')
  expect(metrics).toMatch(/marquee_messages_received_total\{qos="1"\} [1-9]/)
  expect(metrics).toMatch(/marquee_messages_sent_total\{qos="1"\} [1-9]/)
  expect(metrics).toContain('marquee_deliveries_total{state="shown"} 1')
  expect(metrics).toMatch(/marquee_mqtt_state\{kind="retainedMessages"\} [1-9]/)
  expect(metrics).toContain('marquee_dropped_total{reason="queue_full"} 0')
  expect(metrics).toContain('marquee_dropped_total{reason="refused"} 0')
  expect(metrics).toContain('nodejs_eventloop_lag_seconds')
  expect(metrics).toMatch(/nodejs_eventloop_utilization [01]/)
  expect(metrics).toContain('process_resident_memory_bytes')
})

test('a request that a proxy passed on is not taken for a local one in protected mode', async () => {
  const hub = await startHub()
  expect(await rawRequest(hub, '/api/displays', {})).toBe(200)
  expect(await rawRequest(hub, '/api/displays', { 'x-forwarded-for': '203.0.113.7' })).toBe(403)
  const open = await startHub({ access: 'open' })
  expect(await rawRequest(open, '/api/displays', { 'x-forwarded-for': '203.0.113.7' })).toBe(200)
})

test.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a name that was made to point here', { host: 'evil.example' }],
  ['an image on another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
])('%s gets nothing from a hub that serves this machine only', async (_who, headers) => {
  const hub = await startHub()
  expect(await rawRequest(hub, '/api/displays/all/message', headers, 'POST')).toBe(403)
  expect(await rawRequest(hub, '/api/displays', headers)).toBe(403)
})

test('the dashboard of this hub is let in', async () => {
  const hub = await startHub()
  expect(await rawRequest(hub, '/api/displays', { origin: hub.httpUrl })).toBe(200)
})

test('answers carry a content security policy that allows no foreign code', async () => {
  const hub = await startHub()
  const { headers } = await fetch(`${hub.httpUrl}/healthz`)
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('groups and displays outlive the hub, and what is sent before a display is back waits for it', async () => {
  const stores = createMemoryStores(systemClock)
  const first = await startHub({}, { stores })
  await call(first, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await connectBoard(first, 'kitchen')
  await first.close()
  const second = await startHub({}, { stores })
  expect((await call(second, 'GET', '/api/groups')).body).toEqual({ groups: [{ id: 'floor', displays: ['kitchen'] }] })
  expect((await call(second, 'GET', '/api/displays/kitchen')).body).toMatchObject({
    presence: 'offline',
    groups: ['floor'],
    about: { columns: 20 },
  })
  const sent = await call(second, 'POST', '/api/groups/floor/message', 'while you were away')
  expect(sent.body).toMatchObject({ counts: { queued: 1 } })
  const board = await connectBoard(second, 'kitchen')
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'while you were away', id: sent.body.id })
})

test('a virtual display is not kept, for it ends with the program that runs it', async () => {
  const stores = createMemoryStores(systemClock)
  const first = await startHub({}, { stores })
  await connectBoard(first, 'simulated', { about: { board: 'virtual' } })
  await connectBoard(first, 'kitchen')
  await first.close()
  expect(await stores.displays.load()).toMatchObject([{ id: 'kitchen' }])
})

test('an empty body clears and leaves no message behind', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  expect((await call(hub, 'POST', '/api/displays/kitchen/message', '')).status).toBe(204)
  expect(await board.next()).toBe('')
})

test('reports of a message are readable by whoever subscribes to its id', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const reader = await connectClient(hub)
  const reports = await collect(reader, 'marquee/deliveries/tea', json)
  await call(hub, 'POST', '/api/messages', { to: 'all', id: 'tea', text: 'Tea' })
  board.ack(await board.next())
  expect(await reports.next((report) => (report as { complete: boolean }).complete)).toMatchObject({
    id: 'tea',
    counts: { shown: 1 },
  })
})

test('a browser that is refused shows a page which says why, and escapes what it was asked for', async () => {
  const hub = await startHub()
  const accept = { headers: { accept: 'text/html,*/*;q=0.8' } }
  const foreign = await fetch(`${hub.httpUrl}/metrics`, {
    headers: { ...accept.headers, 'x-forwarded-for': '203.0.113.7' },
  })
  expect(foreign.status).toBe(403)
  expect(await foreign.text()).toContain('MARQUEE_ACCESS=open')
  const unknown = await fetch(`${hub.httpUrl}/api/<script>`, accept)
  expect(await unknown.text()).not.toContain('<script>')
})
