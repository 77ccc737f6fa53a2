import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
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

test('quiet hours that are set and ended at one hub are so at the other', async () => {
  const { one, other } = await twoHubs()
  await connectBoard(other, 'kitchen')
  const rule = { to: 'all', from: '00:00', until: '00:00' }
  const { body } = await request(one, 'POST', '/api/quiet-hours', rule)
  const hello = () => request(other, 'POST', '/api/messages', { to: ['kitchen'], text: 'Hello' })
  await expect
    .poll(async () => (await hello()).body, patience)
    .toMatchObject({ displays: { kitchen: { state: 'queued', reason: 'quiet_hours' } } })
  await request(one, 'DELETE', `/api/quiet-hours/${body['id']}`)
  await expect
    .poll(async () => (await hello()).body, patience)
    .toMatchObject({ displays: { kitchen: { state: 'sent' } } })
})

test('a scheduled message is sent by one of two hubs', async () => {
  const { one, other } = await twoHubs()
  const boards = await Promise.all([connectBoard(one, 'kitchen'), connectBoard(other, 'kitchen')])
  const at = new Date(Date.now() + 1500).toISOString()
  const schedule = { name: 'Once', to: ['kitchen'], message: { text: 'Once' }, at }
  const { body } = await request(one, 'POST', '/api/schedules', schedule)
  const kept = async () => {
    const { schedules } = (await request(other, 'GET', '/api/schedules')).body as {
      schedules: { id: string; last?: object }[]
    }
    return schedules.find(({ id }) => id === body['id'])
  }
  await expect.poll(kept, patience).toMatchObject({ last: { messageId: expect.any(String) } })
  await expect.poll(() => boards.flatMap(({ received }) => received), patience).toHaveLength(1)
})
