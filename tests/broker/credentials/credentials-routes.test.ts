import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import type { Credentials } from '#contract/boards.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, startHub, type TestHub } from '../../support/hub.ts'

async function addDisplay(hub: TestHub, id: string): Promise<{ username: string; password: string }> {
  const { status, body } = await request(hub, 'POST', '/api/displays', { id })
  expect(status).toBe(201)
  return { username: id, password: String(body['secret']) }
}

const tryAs = (hub: TestHub, login: { username: string; password: string }) =>
  connectAsync(hub.wsUrl, { ...login, clientId: login.username, reconnectPeriod: 0 }, false)

test('a display that is set up by hand is known before it connects, and its secret is told once', async () => {
  const hub = await startHub()
  const login = await addDisplay(hub, 'kitchen')
  expect(login.password).toMatch(/^mqd_[A-Za-z0-9_-]{43}$/)
  expect(await request(hub, 'POST', '/api/displays', { id: 'kitchen' })).toMatchObject({ status: 409 })
  const list = await request(hub, 'GET', '/api/displays')
  expect(list.body).toMatchObject({
    displays: [{ id: 'kitchen', presence: 'offline', credentials: { enabled: true } }],
  })
  await connectBoard(hub, 'kitchen', login)
  expect((await request(hub, 'GET', '/api/displays/kitchen')).body).toMatchObject({ presence: 'online' })
})

test('a display that is online is sent its new secret, which nobody else sees', async () => {
  const hub = await startHub()
  const login = await addDisplay(hub, 'kitchen')
  const spy = await connectClient(hub)
  const seen = await collect(spy, '#', (payload, topic) => `${topic} ${payload.toString()}`)
  const { client } = await connectBoard(hub, 'kitchen', login)
  const told = await collect(client, 'displays/kitchen/credentials', json)
  const rotated = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  expect(rotated).toMatchObject({ status: 200, body: { id: 'kitchen', delivered: true } })
  expect(rotated.body).not.toHaveProperty('secret')
  const next = (await told.next()) as Credentials
  await client.endAsync()
  await (await tryAs(hub, { username: 'kitchen', password: next.secret })).endAsync()
  await expect(tryAs(hub, login)).rejects.toThrow()
  await seen.next((line) => line.startsWith('displays/kitchen/status'))
  expect(seen.seen.join('\n')).not.toContain('credentials')
})

test('the new secret of a display that is offline is told to whoever asked for it', async () => {
  const hub = await startHub()
  const login = await addDisplay(hub, 'kitchen')
  const { body } = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  expect(body).toMatchObject({ delivered: false })
  await (await tryAs(hub, login)).endAsync()
  await (await tryAs(hub, { username: 'kitchen', password: String(body['secret']) })).endAsync()
})

test('a display that is disabled is cut off at once, and comes back when it is enabled', async () => {
  const hub = await startHub()
  const login = await addDisplay(hub, 'kitchen')
  const { client } = await connectBoard(hub, 'kitchen', login)
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const disabled = await request(hub, 'PUT', '/api/displays/kitchen', { enabled: false, name: 'Galley' })
  expect(disabled).toMatchObject({ status: 200, body: { name: 'Galley', credentials: { enabled: false } } })
  await closed
  await expect(tryAs(hub, login)).rejects.toThrow()
  const enabled = await request(hub, 'PUT', '/api/displays/kitchen', { enabled: true, name: null })
  expect(enabled.body).not.toHaveProperty('name')
  await (await tryAs(hub, login)).endAsync()
})

test('a display that is forgotten is cut off, its secret is worth nothing, and it stays forgotten', async () => {
  const hub = await startHub()
  const login = await addDisplay(hub, 'kitchen')
  const { client } = await connectBoard(hub, 'kitchen', login)
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  expect((await request(hub, 'DELETE', '/api/displays/kitchen')).status).toBe(204)
  await closed
  await expect(tryAs(hub, login)).rejects.toThrow()
  expect((await request(hub, 'GET', '/api/displays')).body).toEqual({ displays: [] })
  const late = await connectClient(hub)
  const retained = await collect(late, 'displays/#', (_payload, topic) => topic)
  await late.publishAsync('displays/lobby/message', 'x', { qos: 1 })
  expect(await retained.next()).toBe('displays/lobby/message')
})

test('a program that used the id of a display before it had a secret is cut off', async () => {
  const hub = await startHub()
  const { client } = await connectBoard(hub, 'kitchen')
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const login = await addDisplay(hub, 'kitchen')
  await closed
  await connectBoard(hub, 'kitchen', login)
})

test.each([
  ['PUT', '/api/displays/nobody', { enabled: false }, 404],
  ['PUT', '/api/displays/desk', { enabled: false }, 409],
  ['POST', '/api/displays/desk/credentials', undefined, 409],
  ['POST', '/api/displays', { id: 'all' }, 400],
  ['POST', '/api/displays', { id: 'x', name: 'two\nlines' }, 400],
])('%s %s with %o is answered %i', async (method, path, body, status) => {
  const hub = await startHub()
  await connectBoard(hub, 'desk')
  expect((await request(hub, method, path, body)).status).toBe(status)
})
