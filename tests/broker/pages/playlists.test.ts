import { expect, test } from 'vitest'
import { playlistPageName } from '../../../broker/pages/playlist-pages.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, startHub } from '../../support/hub.ts'
import { listed, published } from './glass.ts'

const pages = (...texts: string[]) => texts.map((text, index) => ({ name: `p${index}`, text }))

async function topics(hub: Parameters<typeof listed>[0]) {
  return (await listed(hub)).map(({ to, name, text }) => `${to}/${name} ${text}`)
}

test('the pages of a playlist come to its displays in order, and change and go with it', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  const onGroup = await published(hub, 'displays/group/floor/page/+')
  const made = await request(hub, 'PUT', '/api/playlists/lobby', {
    to: { group: 'floor' },
    pages: pages('A', 'B', 'C'),
  })
  expect(made).toMatchObject({ status: 200, body: { id: 'lobby', to: { group: 'floor' } } })
  expect(await topics(hub)).toEqual(['group:floor/lobby-1 A', 'group:floor/lobby-2 B', 'group:floor/lobby-3 C'])
  const first = await onGroup.next(({ topic }) => topic.endsWith('lobby-1'))
  expect(JSON.parse(first.payload)).toEqual({ text: 'A', order: 100 })

  await request(hub, 'PUT', '/api/playlists/lobby', { to: ['kitchen'], pages: pages('A', 'D') })
  expect(await topics(hub)).toEqual(['kitchen/lobby-1 A', 'kitchen/lobby-2 D'])
  for (const name of ['lobby-1', 'lobby-2', 'lobby-3'])
    await onGroup.next(({ topic, payload }) => topic.endsWith(name) && payload === '')

  await request(hub, 'PUT', '/api/playlists/lobby', { to: ['kitchen'], pages: pages('A', 'D'), enabled: false })
  expect(await topics(hub)).toEqual([])
  expect((await request(hub, 'GET', '/api/playlists')).body).toMatchObject({
    playlists: [{ id: 'lobby', enabled: false }],
  })
  await request(hub, 'PUT', '/api/playlists/lobby', { to: 'all', pages: pages('E') })
  expect(await topics(hub)).toEqual(['all/lobby-1 E'])
  expect((await request(hub, 'DELETE', '/api/playlists/lobby')).status).toBe(204)
  expect(await topics(hub)).toEqual([])
  expect((await request(hub, 'DELETE', '/api/playlists/lobby')).status).toBe(404)
})

test('displays that selectors mean later get the pages, and lose them when they are meant no more', async () => {
  const hub = await startHub()
  for (const id of ['kitchen', 'hall']) await connectBoard(hub, id)
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['kitchen'] })
  const to = ['group:floor', 'size:16x2', '!hall']
  await request(hub, 'PUT', '/api/playlists/p', { to, pages: pages('A') })
  expect(await topics(hub)).toEqual(['kitchen/p-1 A'])
  await connectBoard(hub, 'small', { about: { columns: 16, rows: 2 } })
  await request(hub, 'PUT', '/api/groups/floor', { displays: ['hall'] })
  await expect.poll(() => topics(hub)).toEqual(['small/p-1 A'])
})

test('a page of a playlist is changed with the playlist only, and no page of anybody is written over', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await request(hub, 'PUT', '/api/displays/kitchen/pages/p-1', { text: 'mine' })
  await request(hub, 'PUT', '/api/playlists/p', { to: ['kitchen'], pages: pages('A') })
  expect(await topics(hub)).toEqual(['kitchen/p-1 mine', 'kitchen/p_-1 A'])
  expect(await request(hub, 'PUT', '/api/displays/kitchen/pages/p_-1', { text: 'x' })).toMatchObject({ status: 409 })
  expect(await request(hub, 'DELETE', '/api/displays/kitchen/pages/p_-1')).toMatchObject({ status: 409 })
  const client = await connectClient(hub)
  const rejections = await collect(client, 'marquee/rejections', json)
  await client.publishAsync('displays/kitchen/page/p_-1', 'x', { retain: true })
  expect(await rejections.next()).toMatchObject({ error: { code: 'conflict' } })
})

test('what a playlist asks for and there is not is named', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'tiny')
  const put = (body: unknown) => request(hub, 'PUT', '/api/playlists/p', body)
  expect((await put({ to: { group: 'x' }, pages: pages('A') })).body).toMatchObject({ code: 'unknown_group' })
  expect((await put({ to: ['cellar'], pages: pages('A') })).body).toMatchObject({ code: 'unknown_display' })
  expect((await put({ to: ['Not one'], pages: pages('A') })).body).toMatchObject({ field: 'to[0]' })
  expect((await put({ to: 'all', pages: [...pages('A'), ...pages('B')] })).body).toMatchObject({
    field: 'pages[1].name',
  })
  expect((await put({ to: 'all', pages: pages('A', '{{') })).body).toMatchObject({ field: 'pages[1].text' })
  const crowded = await put({ to: 'all', pages: pages('A', 'B', 'C', 'D', 'E') })
  expect(crowded).toMatchObject({ status: 429, body: { code: 'limit_reached' } })
  expect(crowded.body['message']).toContain('tiny holds 4 pages, and would get 5 beside 0')
  expect((await put({ to: 'all', pages: pages('A', 'B', 'C', 'D') })).status).toBe(200)
  expect((await put({ to: 'all', pages: pages('W', 'X', 'Y', 'Z') })).status).toBe(200)
})

test('names stay within 32 characters and apart from one another', () => {
  const long = 'a-playlist-with-a-very-long-name'
  const names = [long, `${long.slice(0, -1)}f`].flatMap((id) => [1, 2, 20].map((n) => playlistPageName(id, n)))
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,31}$/)
  expect(playlistPageName('lobby', 3)).toBe('lobby-3')
})
