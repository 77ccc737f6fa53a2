import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials } from '#contract/boards.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, type TestHub } from '../../support/hub.ts'
import { startOn } from '../../support/hub-on-postgres.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

const patience = { timeout: 20_000 }

let server: PostgresServer
let endServer = async () => {}
beforeAll(async () => {
  server = await startPostgres((end) => {
    endServer = end
  })
})
afterAll(() => endServer())

async function twoHubs() {
  const url = await server.createDatabase()
  const [one, other] = await Promise.all([startOn(url), startOn(url)])
  return { one: one.hub, other: other.hub }
}

const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()))

/** A display that one hub has issued credentials to, as soon as the other one knows it. */
async function issue(one: TestHub, other: TestHub, id: string) {
  const { body } = await request(one, 'POST', '/api/displays', { id })
  await expect
    .poll(() => request(other, 'GET', `/api/displays/${id}`), patience)
    .toMatchObject({ status: 200, body: { credentials: { enabled: true } } })
  return { username: id, password: String(body['secret']) }
}

const tryAs = (hub: TestHub, login: { username: string; password: string }) =>
  connectAsync(hub.wsUrl, { ...login, clientId: login.username, reconnectPeriod: 0 }, false)

test('a display that is disabled, let in, and forgotten at one hub is so at the other, and cut off there', async () => {
  const { one, other } = await twoHubs()
  const login = await issue(one, other, 'kitchen')
  const board = await connectBoard(other, 'kitchen', login)
  const cutOff = closed(board.client)
  await request(one, 'PUT', '/api/displays/kitchen', { enabled: false })
  await cutOff
  await expect(tryAs(other, login)).rejects.toThrow()
  await request(one, 'PUT', '/api/displays/kitchen', { enabled: true })
  await expect
    .poll(async () => (await request(other, 'GET', '/api/displays/kitchen')).body, patience)
    .toMatchObject({ credentials: { enabled: true } })
  const again = await connectBoard(other, 'kitchen', login)
  const gone = closed(again.client)
  expect((await request(one, 'DELETE', '/api/displays/kitchen')).status).toBe(204)
  await gone
  await expect.poll(() => request(other, 'GET', '/api/displays/kitchen'), patience).toMatchObject({ status: 404 })
  await expect(tryAs(other, login)).rejects.toThrow()
})

test('a secret that is rotated at one hub takes over at the other, which ends the old one at both', async () => {
  const { one, other } = await twoHubs()
  const login = await issue(one, other, 'kitchen')
  const board = await connectBoard(one, 'kitchen', login)
  const told = await collect(board.client, 'displays/kitchen/credentials', json)
  await request(one, 'POST', '/api/displays/kitchen/credentials')
  const { secret } = (await told.next()) as Credentials
  const isRotating = (hub: TestHub) => async () =>
    ((await request(hub, 'GET', '/api/displays/kitchen')).body['credentials'] as { rotating: boolean }).rotating
  await expect.poll(isRotating(other), patience).toBe(true)
  const cutOff = closed(board.client)
  await (await tryAs(other, { ...login, password: secret })).endAsync()
  await cutOff
  expect(await isRotating(one)()).toBe(false)
  for (const hub of [one, other]) await expect(tryAs(hub, login)).rejects.toThrow()
})

test('a token that is revoked at one hub is refused at the other, over HTTP and on open connections', async () => {
  const { one, other } = await twoHubs()
  const { body } = await request(one, 'POST', '/api/tokens', { name: 'script', role: 'viewer' })
  const password = String(body['token'])
  const status = async () =>
    (await fetch(`${other.httpUrl}/api/displays`, { headers: { authorization: `Bearer ${password}` } })).status
  await expect.poll(status, patience).toBe(200)
  const client = await connectClient(other, { username: 'script', password })
  const cutOff = closed(client)
  expect((await request(one, 'DELETE', `/api/tokens/${String(body['id'])}`)).status).toBe(204)
  await cutOff
  expect(await status()).toBe(401)
})

test('a group that is changed at one hub has the same members at the other, for displays that are connected too', async () => {
  const { one, other } = await twoHubs()
  const board = await connectBoard(other, 'kitchen')
  const send = () => request(other, 'POST', '/api/messages', { to: { group: 'floor' }, text: 'Dinner' })
  await request(one, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  const members = async () => (await request(other, 'GET', '/api/groups')).body
  await expect.poll(members, patience).toMatchObject({ groups: [{ id: 'floor', displays: ['kitchen'] }] })
  expect((await send()).status).toBeLessThan(300)
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'Dinner' })
  await request(one, 'DELETE', '/api/groups/floor')
  await expect.poll(members, patience).toEqual({ groups: [] })
})

test('settings that are changed at one hub count at the other', async () => {
  const { one, other } = await twoHubs()
  const settings = { softUnsentBytes: 20_000, maxUnsentBytes: 100_000 }
  expect((await request(one, 'PUT', '/api/settings', settings)).status).toBe(200)
  await expect.poll(async () => (await request(other, 'GET', '/api/settings')).body, patience).toMatchObject(settings)
})

test('what was changed while the other hub could not hear it is caught up, and what it changed itself stays', async () => {
  const { one, other } = await twoHubs()
  const login = await issue(one, other, 'kitchen')
  const board = await connectBoard(other, 'kitchen', login)
  const cutOff = closed(board.client)
  await request(one, 'PUT', '/api/groups/before', { displays: ['kitchen'] })
  await server.stop()
  // In effect at once where it was changed, and kept when the server is back.
  const changes = [
    request(one, 'PUT', '/api/displays/kitchen', { enabled: false }),
    request(one, 'DELETE', '/api/groups/before'),
    request(other, 'PUT', '/api/groups/own', { displays: ['kitchen'] }),
  ]
  expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([503, 503, 503])
  await server.start()
  await cutOff
  await expect(tryAs(other, login)).rejects.toThrow()
  for (const hub of [one, other]) {
    await expect
      .poll(async () => (await request(hub, 'GET', '/api/groups')).body, patience)
      .toEqual({ groups: [{ id: 'own', displays: ['kitchen'] }] })
  }
})
