import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { connectClient, startHub } from '../../support/hub.ts'

test('a scheduled message has the values of the moment at which it is sent', async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const hub = await startHub({}, { clock: { now: () => now } })
  const board = await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/room', '20', { retain: true, qos: 1 })
  const schedule = (text: string) =>
    request(hub, 'POST', '/api/schedules', {
      name: 'Room',
      to: ['kitchen'],
      message: { text },
      at: '2026-05-01T13:00:00Z',
    })
  expect(await schedule('{{home/room|bold}}')).toMatchObject({ status: 400, body: { code: 'invalid_value' } })
  expect((await schedule('It is {{home/room}}')).body).toMatchObject({ message: { text: 'It is {{home/room}}' } })
  await client.publishAsync('home/room', '21', { retain: true, qos: 1 })
  now += 3_600_000
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'It is 21' })
})
