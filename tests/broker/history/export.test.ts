import { expect, test } from 'vitest'
import { reportOf } from '../../../broker/deliveries/report.ts'
import { csvHead, csvOf } from '../../../broker/history/csv.ts'
import { connectBoard } from '../../support/board.ts'
import { startKeptHub } from '../../support/kept-hub.ts'
import { send } from '../../support/person.ts'

async function withMessages() {
  const hub = await startKeptHub()
  const boards = [await connectBoard(hub, 'kitchen'), await connectBoard(hub, 'hall')]
  await send(hub, 'POST', '/api/messages', { to: 'all', id: 'a', text: 'first, "quoted"\nline', title: '=1+1' })
  for (const board of boards) board.ack(await board.next())
  await expect.poll(async () => (await send(hub, 'GET', '/api/messages/a')).body.complete).toBe(true)
  await send(hub, 'POST', '/api/messages', { to: ['kitchen'], id: 'b', text: '@SUM(A1)' })
  return hub
}

test('JSON has a message per element, the oldest first, with its displays', async () => {
  const hub = await withMessages()
  const { body, headers } = await send(hub, 'GET', '/api/exports/messages')
  expect(headers['content-type']).toMatch(/^application\/json/)
  expect(headers['content-disposition']).toBe('attachment; filename="marquee-messages.json"')
  expect(body).toMatchObject([
    { id: 'a', displays: { hall: { state: 'shown' }, kitchen: { state: 'shown' } }, message: { title: '=1+1' } },
    { id: 'b', complete: false, displays: { kitchen: { state: 'sent' } } },
  ])
})

test('CSV has a row per delivery, and no cell that a spreadsheet computes', async () => {
  const hub = await withMessages()
  const { body, headers } = await send(hub, 'GET', '/api/exports/messages?format=csv')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
  const [head, ...rows] = String(body).split('\r\n')
  expect(head).toBe('id,acceptedAt,sender,to,priority,title,text,display,state,ms,reason,answer')
  expect(rows).toHaveLength(4)
  expect(rows[0]).toMatch(/^a,\d{4}-[^,]+,api,all,normal,'=1\+1,"first, ""quoted""\nline",hall,shown,\d+,,$/)
  expect(rows[2]).toMatch(/^b,[^,]+,api,kitchen,normal,,'@SUM\(A1\),kitchen,sent,0,,$/)
})

test('an export holds what the filters say, and an empty one is valid too', async () => {
  const hub = await withMessages()
  expect((await send(hub, 'GET', '/api/exports/messages?display=hall')).body).toMatchObject([{ id: 'a' }])
  expect((await send(hub, 'GET', '/api/exports/messages?text=nothing')).body).toEqual([])
  expect((await send(hub, 'GET', '/api/exports/messages?text=nothing&format=csv')).body).toBe(csvHead)
  expect((await send(hub, 'GET', '/api/exports/messages?format=xml')).body.field).toBe('format')
})

test.each(['=1', '+1', '-1', '@a', '\tx', '\rx'])('the cell %j is made text', (text) => {
  const report = {
    ...reportOf({
      id: 'a',
      ackId: 'a',
      topic: 'displays/all/message',
      to: ['all'],
      sender: text,
      body: { text },
      isPlainText: true,
      payloadBytes: 1,
      priority: 'normal',
      acceptedAt: 0,
      expiresAt: 1,
      completedAt: undefined,
      deliveries: new Map(),
      counts: { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 },
    }),
    message: { text },
  }
  const row = csvOf({ place: { at: 0, id: 'a' }, report, answers: [] })
  expect(row).not.toMatch(/(?:^|,)"?[=+\-@\t\r](?!\n)/)
})
