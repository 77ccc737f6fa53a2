import { describe, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import type { TestHub } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { addPerson, claim, send } from '../support/person.ts'

const odd = [
  `'; drop table messages; --`,
  `" or 1=1 --`,
  `') union select * from users --`,
  '%_*',
  'a* OR b',
  '{"$gt":""}',
  'NEAR(a b)',
]

async function withMessages() {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  const boards = await Promise.all(['kitchen', 'hall'].map((id) => connectBoard(hub, id)))
  await ada.call('PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await ada.call('PUT', '/api/groups/attic', { displays: ['hall'] })
  for (const [to, text] of [
    [['kitchen'], 'for the kitchen'],
    [['hall'], 'secret of the hall'],
    [{ group: 'attic' }, 'secret of the attic'],
    [['hall', 'kitchen'], 'for both'],
    ['all', 'for everybody'],
  ])
    await ada.call('POST', '/api/messages', { to, text })
  return { hub, ada, boards }
}

const textsOf = (body: { messages: { text: string }[] }) => body.messages.map(({ text }) => text)

test.each(odd)('%s in a filter finds nothing, and nothing is lost', async (text) => {
  const { ada } = await withMessages()
  const value = encodeURIComponent(text)
  for (const name of [
    'text',
    'sender',
    'display',
    'group',
    'cursor',
    'state',
    'priority',
    'since',
    'until',
    'complete',
  ])
    for (const path of ['/api/messages', '/api/exports/messages']) {
      const { status, body } = await ada.call('GET', `${path}?${name}=${value}`)
      expect([200, 400]).toContain(status)
      if (name === 'sender' && path === '/api/messages') expect(body.messages).toEqual([])
    }
  expect((await ada.call('GET', '/api/messages')).body.messages).toHaveLength(5)
  expect((await ada.call('GET', '/api/users')).body.users).toHaveLength(1)
})

describe('whoever is limited to a group', () => {
  async function limited(hub: TestHub, ada: Awaited<ReturnType<typeof claim>>) {
    return addPerson(hub, ada, { name: 'Lim', role: 'operator', reach: { displays: [], groups: ['floor'] } })
  }

  test('reads of the history what is for them, and no names of others', async () => {
    const { hub, ada } = await withMessages()
    const lim = await limited(hub, ada)
    const { body } = await lim.call('GET', '/api/messages')
    expect(textsOf(body)).toEqual(['for everybody', 'for both', 'for the kitchen'])
    expect(JSON.stringify(body)).not.toMatch(/hall|attic|secret/)
    expect(body.messages[0].counts).toMatchObject({ sent: 1 })
  })

  test('finds nothing of others with any filter, cursor or export', async () => {
    const { hub, ada, boards } = await withMessages()
    const lim = await limited(hub, ada)
    for (const board of boards) board.ack(await board.next())
    const queries = [
      'text=secret',
      'display=hall',
      'group=attic',
      'sender=Ada',
      'state=shown',
      'complete=true',
      'limit=1',
    ]
    for (const query of queries) {
      let cursor = ''
      for (let pages = 0; pages < 10; pages++) {
        const { body } = await lim.call('GET', `/api/messages?${query}${cursor}`)
        expect(JSON.stringify(body)).not.toMatch(/hall|attic|secret/)
        if (body.nextCursor === undefined) break
        cursor = `&cursor=${body.nextCursor}`
      }
      for (const format of ['csv', 'json']) {
        const { body } = await lim.call(
          'GET',
          `/api/exports/messages?format=${format}&${query.replace(/^limit=1$/, '')}`,
        )
        expect(JSON.stringify(body)).not.toMatch(/hall|attic|secret/)
      }
    }
  })

  test('cannot read, send again or take away what is for others, and is answered as if it were not there', async () => {
    const { hub, ada } = await withMessages()
    const lim = await limited(hub, ada)
    const { body } = await ada.call('GET', '/api/messages?text=secret')
    for (const { id } of body.messages)
      for (const [method, path, content] of [
        ['GET', `/api/messages/${id}`, undefined],
        ['GET', `/api/events?message=${id}`, undefined],
        ['DELETE', `/api/messages/${id}`, undefined],
        ['POST', `/api/messages/${id}/resend`, { to: ['kitchen'] }],
      ] as const)
        expect(await lim.call(method, path, content)).toMatchObject({ status: 404, body: { code: 'unknown_message' } })
    expect((await lim.call('POST', '/api/dismiss', { to: ['hall'] })).status).toBe(404)
    expect((await lim.call('POST', '/api/dismiss', { to: 'all' })).status).toBe(403)
    expect((await ada.call('GET', '/api/messages?text=secret&state=sent')).body.messages).toHaveLength(2)
  })

  test('sends again to their own displays alone, and takes away from those alone', async () => {
    const { hub, ada } = await withMessages()
    const lim = await limited(hub, ada)
    const [both] = (await ada.call('GET', '/api/messages?text=both')).body.messages
    expect((await lim.call('POST', `/api/messages/${both.id}/resend`, {})).status).toBe(404)
    expect((await lim.call('POST', `/api/messages/${both.id}/resend`, { to: ['kitchen'] })).status).toBe(202)
    const taken = await lim.call('DELETE', `/api/messages/${both.id}`)
    expect(Object.keys(taken.body.displays)).toEqual(['kitchen'])
  })
})

test('a viewer reads and exports the history, and changes nothing', async () => {
  const { hub, ada } = await withMessages()
  const vic = await addPerson(hub, ada, { name: 'Vic', role: 'viewer' })
  const { body } = await vic.call('GET', '/api/messages')
  expect(body.messages).toHaveLength(5)
  const { id } = body.messages[0]
  for (const [method, path] of [
    ['DELETE', `/api/messages/${id}`],
    ['POST', `/api/messages/${id}/resend`],
    ['POST', '/api/dismiss'],
  ] as const)
    expect((await vic.call(method, path, method === 'POST' ? {} : undefined)).status).toBe(403)
})

test('an export is no page: what is in texts is not run by a browser', async () => {
  const { hub, ada } = await withMessages()
  await ada.call('POST', '/api/messages', { to: 'all', text: '<script>alert(1)</script>' })
  for (const format of ['csv', 'json']) {
    const { headers } = await ada.call('GET', `/api/exports/messages?format=${format}`)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['content-type']).not.toMatch(/html/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
  expect(
    (await send(hub, 'GET', '/api/exports/messages', undefined, { 'x-forwarded-for': '203.0.113.7' })).status,
  ).toBe(401)
})
