import { expect, test } from 'vitest'
import { request } from '../../support/http.ts'
import { connectClient, startHub } from '../../support/hub.ts'
import { listed, startGlass } from './glass.ts'

test('pages take turns on the glass by order, and an idle page is there only while there is no other', async () => {
  const hub = await startHub()
  const glass = await startGlass(hub, 'kitchen')
  const put = (name: string, page: object) =>
    request(hub, 'PUT', `/api/displays/kitchen/pages/${name}`, { showMs: 1000, ...page })
  await put('idle', { text: 'Nothing to say', when: 'idle' })
  await glass.shows('Nothing to say')
  await put('b', { text: 'Second', order: 2 })
  await put('c', { text: 'Third', order: 3 })
  await put('a', { text: 'First', order: 1 })
  await glass.shows('First')
  let turns = ''
  while (!turns.includes('abca')) turns += (await glass.screens.next(({ page = '' }) => !turns.endsWith(page))).page
  for (const name of ['a', 'b', 'c']) await request(hub, 'DELETE', `/api/displays/kitchen/pages/${name}`)
  await glass.shows('Nothing to say')
})

test('a page whose lifetime is over carries a mark until a value comes again', async () => {
  const hub = await startHub()
  const glass = await startGlass(hub, 'kitchen')
  const client = await connectClient(hub)
  const body = { text: 'Tram {{tram/next}}', lifetimeMs: 1500 }
  await client.publishAsync('tram/next', '4 min', { retain: true, qos: 1 })
  await request(hub, 'PUT', '/api/displays/kitchen/pages/tram', body)
  await glass.shows('Tram 4 min')
  await glass.screens.next(({ rows }) => /^Tram 4 min +\*$/.test(rows[0] ?? ''))
  expect(await listed(hub)).toMatchObject([{ stale: true }])
  await client.publishAsync('tram/next', '9 min', { qos: 1 })
  await glass.screens.next(({ rows }) => /^Tram 9 min +$/.test(rows[0] ?? ''))
})

test('a display that leaves a group loses the pages of it, and nobody else does', async () => {
  const hub = await startHub()
  const [kitchen, hall] = [await startGlass(hub, 'kitchen'), await startGlass(hub, 'hall')]
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen', 'hall'] })
  await request(hub, 'PUT', '/api/displays/all/pages/rest', { text: 'Rest', when: 'idle' })
  await request(hub, 'PUT', '/api/groups/floor/pages/floor', { text: 'Floor' })
  await kitchen.shows('Floor')
  await hall.shows('Floor')
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['hall'] })
  await kitchen.shows('Rest')
  await request(hub, 'PUT', '/api/groups/floor/pages/floor', { text: 'Still here' })
  await hall.shows('Still here')
})

test('bars and large digits are drawn from live values', async () => {
  const hub = await startHub()
  const glass = await startGlass(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/tank', '50', { retain: true, qos: 1 })
  await request(hub, 'PUT', '/api/displays/kitchen/pages/tank', {
    text: 'Tank {{home/tank|bar:10}}\n{{home/tank|big}}',
  })
  const { rows } = await glass.shows('Tank █████')
  expect(rows[1]?.trim()).not.toBe('')
  expect(rows[2]?.trim()).not.toBe('')
})
