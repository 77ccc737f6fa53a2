import { expect, test } from 'vitest'
import { limits } from '../../../broker/limits.ts'
import { connectClient } from '../../support/hub.ts'
import { startOn } from '../../support/hub-on-postgres.ts'
import { startPostgres } from '../../support/postgres.ts'

test('while PostgreSQL is away messages go on, changes are answered 503 and kept, and it is told; then all is saved', async () => {
  const server = await startPostgres()
  const url = await server.createDatabase()
  const { hub, stop, call, putGroup, readiness, metric } = await startOn(url)
  expect((await putGroup('before', ['kitchen'])).status).toBe(200)
  expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } })

  const received: string[] = []
  const reader = await connectClient(hub)
  reader.on('message', (_topic, payload) => received.push(payload.toString()))
  await reader.subscribeAsync('lamp/#', { qos: 1 })
  const sender = await connectClient(hub)
  let sent = 0
  async function sendSome() {
    for (let index = 0; index < 20; index++) {
      await sender.publishAsync('lamp/kitchen', String(sent++), { qos: 1, retain: true })
    }
  }
  await sendSome()

  await server.stop()
  const refused = putGroup('during', ['kitchen', 'attic'])
  let isAnswered = false
  void refused.then(() => {
    isAnswered = true
  })
  // As long as the request waits for the database, and nobody else does.
  let rounds = 0
  for (; !isAnswered; rounds++) await sendSome()
  expect(rounds).toBeGreaterThan(0)
  const answer = await refused
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe(String(limits.databaseRetryMaxMs / 1000))
  expect(await answer.json()).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/in effect, but it could not be saved yet.*saved as soon as/),
  })
  expect(await (await call('/api/groups')).json()).toMatchObject({
    groups: [{ id: 'before' }, { id: 'during', displays: ['attic', 'kitchen'] }],
  })
  expect(await readiness()).toEqual({
    status: 200,
    body: { status: 'degraded', database: 'not available', pendingChanges: 1 },
  })
  expect(await metric('marquee_database{kind="available"} 0')).toBe(true)
  expect(await metric('marquee_database{kind="pending_changes"} 1')).toBe(true)

  await server.start()
  await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ body: { status: 'ready' } })
  expect((await putGroup('after', [])).status).toBe(200)
  await sendSome()
  await expect.poll(() => received.length).toBe(sent)
  expect(received).toEqual(Array.from({ length: sent }, (_, index) => String(index)))

  await stop()
  const again = await startOn(url)
  expect(await again.stores.groups.load()).toEqual(
    new Map([
      ['after', []],
      ['before', ['kitchen']],
      ['during', ['attic', 'kitchen']],
    ]),
  )
})

test('a hub whose database is away closes in time', async () => {
  const server = await startPostgres()
  const { stop, stores } = await startOn(await server.createDatabase())
  await server.stop()
  stores.groups.put('floor', [])
  await stop()
})

test('two hubs may start on one empty database at once', async () => {
  const server = await startPostgres()
  const url = await server.createDatabase()
  const [one, other] = await Promise.all([startOn(url), startOn(url)])
  expect((await one.putGroup('floor', ['kitchen'])).status).toBe(200)
  expect([...(await other.stores.groups.load()).keys()]).toEqual(['floor'])
})

test('that PostgreSQL is away is told although nothing is to be written', async () => {
  const server = await startPostgres()
  const { readiness } = await startOn(await server.createDatabase())
  await server.stop()
  await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ body: { status: 'degraded', pendingChanges: 0 } })
  await server.start()
  await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ body: { status: 'ready' } })
})
