import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { connectNewBoard } from '../../support/new-board.ts'

const pair = (hub: TestHub, body: object) => request(hub, 'POST', '/api/pairing', body)

test('a board becomes a display when the code of its LCD is typed', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  expect(code).toMatch(/^\d{6}$/)
  expect(await request(hub, 'GET', '/api/pairing')).toMatchObject({
    status: 200,
    body: {
      boards: [{ board: 'aabbccddeeff', kind: 'esp32', firmware: '0.1.0', columns: 16, rows: 2, address: '127.0.0.1' }],
    },
  })
  const typed = `${code.slice(0, 3)} ${code.slice(3)}`
  expect(await pair(hub, { code: typed, id: 'kitchen', name: 'Kitchen' })).toEqual({
    status: 201,
    body: { id: 'kitchen', board: 'aabbccddeeff' },
  })
  const { id, secret, name } = await board.nextCredentials()
  expect({ id, name }).toEqual({ id: 'kitchen', name: 'Kitchen' })
  expect(await request(hub, 'GET', '/api/pairing')).toMatchObject({ body: { boards: [] } })
  await board.client.endAsync()
  await connectBoard(hub, id, { username: id, password: secret })
  const view = await request(hub, 'GET', '/api/displays/kitchen')
  expect(view.body).toMatchObject({ name: 'Kitchen', credentials: { enabled: true, rotating: false } })
  expect(JSON.stringify(view)).not.toContain(secret)
})

test('a board that says hello again is told the same code, one that connects again another', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  board.hello()
  expect(await board.nextDigits()).toBe(code)
  await board.client.endAsync()
  const again = await connectNewBoard(hub)
  const next = await again.nextDigits()
  expect(next).not.toBe(code)
  expect(await pair(hub, { code, id: 'kitchen' })).toMatchObject({ status: 404, body: { field: 'code' } })
})

test('a code is used up, and an id that is taken leaves the board waiting with a new one', async () => {
  const hub = await startHub()
  const [first, second] = [await connectNewBoard(hub), await connectNewBoard(hub, '001122334455')]
  const code = await first.nextDigits()
  expect((await pair(hub, { code, id: 'kitchen' })).status).toBe(201)
  expect((await pair(hub, { code, id: 'lobby' })).status).toBe(404)
  const taken = await pair(hub, { code: await second.nextDigits(), id: 'kitchen' })
  expect(taken).toMatchObject({ status: 409, body: { code: 'conflict', field: 'id' } })
  expect((await pair(hub, { code: await second.nextDigits(), id: 'lobby' })).status).toBe(201)
  expect((await second.nextCredentials()).id).toBe('lobby')
})

test('two who type one code at the same time do not both get the board', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  const answers = await Promise.all(['kitchen', 'lobby'].map((id) => pair(hub, { code, id })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404])
})

test('new hardware takes the place of a display, and the old one is closed out at once', async () => {
  const hub = await startHub()
  const old = await connectNewBoard(hub)
  await pair(hub, { code: await old.nextDigits(), id: 'kitchen' })
  const before = await old.nextCredentials()
  const display = await connectBoard(hub, 'kitchen', { username: 'kitchen', password: before.secret })
  const closed = new Promise<void>((resolve) => display.client.once('close', () => resolve()))
  const hardware = await connectNewBoard(hub, '001122334455')
  expect((await pair(hub, { code: await hardware.nextDigits(), id: 'kitchen', replace: true })).status).toBe(201)
  await closed
  const after = await hardware.nextCredentials()
  await expect(connectAsync(hub.wsUrl, credentialsOf(before), false)).rejects.toThrow(
    /Bad username or password|Not auth/i,
  )
  await connectBoard(hub, 'kitchen', { username: 'kitchen', password: after.secret })
})

const credentialsOf = ({ id, secret }: { id: string; secret: string }) => ({
  clientId: id,
  username: id,
  password: secret,
  reconnectPeriod: 0,
})

test('a board that is refused is cut off and may ask again', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  await board.nextDigits()
  expect((await request(hub, 'DELETE', '/api/pairing/aabbccddeeff')).status).toBe(204)
  await board.closed
  expect((await request(hub, 'DELETE', '/api/pairing/aabbccddeeff')).status).toBe(404)
  await (await connectNewBoard(hub)).nextDigits()
})

test('a board that leaves does not wait any more, and its code is worth nothing', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  await board.client.endAsync()
  await expect.poll(async () => (await request(hub, 'GET', '/api/pairing')).body).toEqual({ boards: [] })
  expect((await pair(hub, { code, id: 'kitchen' })).status).toBe(404)
})

test.each([
  ['another board than its own', { mac: '00:11:22:33:44:55' }, 'mac'],
  ['a size that no LCD has', { columns: 4000 }, 'columns'],
])('a hello with %s is refused and told', async (_what, fields, field) => {
  const hub = await startHub()
  const watcher = await connectAsync(hub.wsUrl, { reconnectPeriod: 0 })
  const told = new Promise<string>((resolve) => watcher.on('message', (_topic, payload) => resolve(payload.toString())))
  await watcher.subscribeAsync('marquee/rejections')
  const board = await connectNewBoard(hub)
  board.hello(fields)
  expect(JSON.parse(await told)).toMatchObject({ error: { field } })
  await watcher.endAsync(true)
})

test('what was paired is there after a restart, as hashes alone', async () => {
  const stores = createMemoryStores(systemClock)
  const first = await startHub({}, { stores })
  const board = await connectNewBoard(first)
  await pair(first, { code: await board.nextDigits(), id: 'kitchen', name: 'Galley' })
  const { secret } = await board.nextCredentials()
  await first.close()
  expect(JSON.stringify(await stores.credentials.load())).not.toContain(secret.slice(4))
  const second = await startHub({}, { stores })
  await connectBoard(second, 'kitchen', { username: 'kitchen', password: secret })
  expect((await request(second, 'GET', '/api/displays/kitchen')).body).toMatchObject({ name: 'Galley' })
})
