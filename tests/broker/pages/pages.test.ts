import { expect, test } from 'vitest'
import { pageViewSchema } from '#contract/page-operations.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { connectClient, startHub } from '../../support/hub.ts'
import { listed, published } from './glass.ts'

test('a page made over HTTP is retained, listed, changed and taken away', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const pages = await published(hub, 'displays/kitchen/page/+')
  const made = await request(hub, 'PUT', '/api/displays/kitchen/pages/menu', { text: 'Soup', order: 5 })
  expect(made.status).toBe(200)
  expect(pageViewSchema.parse(made.body)).toMatchObject({ name: 'menu', to: 'kitchen', source: 'hub', text: 'Soup' })
  expect(JSON.parse((await pages.next()).payload)).toEqual({ text: 'Soup', order: 5 })
  const later = await published(hub, 'displays/kitchen/page/+')
  expect(JSON.parse((await later.next()).payload)).toEqual({ text: 'Soup', order: 5 })

  await request(hub, 'PUT', '/api/displays/kitchen/pages/menu', { text: 'Stew' })
  expect(JSON.parse((await pages.next()).payload)).toEqual({ text: 'Stew' })
  expect(await listed(hub)).toMatchObject([{ name: 'menu', page: { text: 'Stew' } }])

  expect((await request(hub, 'DELETE', '/api/displays/kitchen/pages/menu')).status).toBe(204)
  expect((await pages.next()).payload).toBe('')
  expect(await listed(hub)).toEqual([])
  expect(await request(hub, 'DELETE', '/api/displays/kitchen/pages/menu')).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
})

test('a page that is published over MQTT is known, as it was published, until an empty payload takes it away', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const pages = await published(hub, 'displays/kitchen/page/+')
  const client = await connectClient(hub)
  await client.publishAsync('displays/kitchen/page/tip', ' Smile ', { retain: true, qos: 1 })
  expect((await pages.next()).payload).toBe(' Smile ')
  await expect.poll(() => listed(hub)).toMatchObject([{ name: 'tip', source: 'mqtt', text: ' Smile ', to: 'kitchen' }])
  await client.publishAsync('displays/kitchen/page/tip', '', { retain: true, qos: 1 })
  await expect.poll(() => listed(hub)).toEqual([])
})

test('a display lists its own pages, those of its groups and those of all', async () => {
  const hub = await startHub()
  for (const id of ['kitchen', 'hall']) await connectBoard(hub, id)
  await request(hub, 'PUT', '/api/groups/floor1', { displays: ['kitchen'] })
  await request(hub, 'PUT', '/api/displays/all/pages/everywhere', { text: 'A' })
  await request(hub, 'PUT', '/api/groups/floor1/pages/floor', { text: 'B' })
  await request(hub, 'PUT', '/api/displays/hall/pages/own', { text: 'C' })
  await expect.poll(async () => (await listed(hub)).length).toBe(3)
  expect((await listed(hub, '?display=kitchen')).map(({ to }) => to)).toEqual(['all', 'group:floor1'])
  expect((await listed(hub, '?display=hall')).map(({ to }) => to)).toEqual(['all', 'hall'])
  expect((await request(hub, 'GET', '/api/pages?display=cellar')).body['code']).toBe('unknown_display')
})

test('a lifetime becomes an instant, so that nobody who comes later takes the page for new', async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const hub = await startHub({}, { clock: { now: () => now } })
  await connectBoard(hub, 'kitchen')
  const body = { text: 'Tram', lifetimeMs: 60_000, ttlMs: 3_600_000 }
  await request(hub, 'PUT', '/api/displays/kitchen/pages/tram', body)
  now += 30_000
  const pages = await published(hub, 'displays/kitchen/page/+')
  expect(JSON.parse((await pages.next()).payload)).toEqual({
    text: 'Tram',
    staleAt: '2026-05-01T12:01:00.000Z',
    expiresAt: '2026-05-01T13:00:00.000Z',
  })
  expect(await listed(hub)).toMatchObject([{ stale: false, page: body }])
  now += 30_000
  expect(await listed(hub)).toMatchObject([{ stale: true }])
  now += 3_600_000
  expect((await pages.next()).payload).toBe('')
  expect(await listed(hub)).toEqual([])
})

test('what there is not is named: displays, groups, and the room on a display', async () => {
  const hub = await startHub()
  expect(await request(hub, 'PUT', '/api/displays/cellar/pages/a', { text: 'A' })).toMatchObject({
    status: 404,
    body: { code: 'unknown_display' },
  })
  expect(await request(hub, 'PUT', '/api/groups/floor9/pages/a', { text: 'A' })).toMatchObject({
    status: 404,
    body: { code: 'unknown_group' },
  })
  await connectBoard(hub, 'tiny')
  for (const name of ['a', 'b', 'c', 'd']) {
    expect((await request(hub, 'PUT', `/api/displays/tiny/pages/${name}`, { text: name })).status).toBe(200)
  }
  const refused = await request(hub, 'PUT', '/api/displays/all/pages/e', { text: 'E' })
  expect(refused).toMatchObject({ status: 429, body: { code: 'limit_reached' } })
  expect(refused.body['message']).toContain('tiny holds 4 pages, and would get 1 beside 4 (now a, b, c, d)')
  expect((await request(hub, 'PUT', '/api/displays/tiny/pages/a', { text: 'again' })).status).toBe(200)
  const client = await connectClient(hub)
  await client.publishAsync('displays/all/page/e', 'E', { retain: true, qos: 1 })
  await expect
    .poll(async () => (await listed(hub)).map(({ name, overfull }) => [name, overfull]))
    .toContainEqual(['e', ['tiny']])
})
