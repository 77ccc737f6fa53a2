import { describe, expect, test } from 'vitest'
import type { Name } from '#contract/ids.ts'
import type { KeptPlaylist } from '../../../broker/pages/pages-repository.ts'
import { repositoryPlaces } from './repository-places.ts'

const name = 'welcome' as Name

describe.each(repositoryPlaces())('%s', (_kind, prepare) => {
  test('pages and playlists are found again as they were last put, until they are removed', async () => {
    const open = await prepare()
    const page = {
      topic: 'displays/a/page/x',
      source: 'hub',
      playlist: undefined,
      payload: '{{t}}',
      madeAt: 1,
    } as const
    const other = { ...page, topic: 'displays/b/page/x', source: 'playlist', playlist: 'lobby' } as const
    const list: KeptPlaylist = {
      id: 'lobby',
      playlist: { to: 'all', pages: [{ name, text: 'Hi "you"' }] },
      updatedAt: 2,
    }
    const first = await open()
    for (const each of [page, other]) first.pages.putPage(each)
    first.pages.putPage({ ...page, payload: 'later', madeAt: 3 })
    first.pages.putPlaylist(list)
    await first.pages.saved()
    await first.close()
    const second = await open()
    expect(await second.pages.load()).toEqual({
      pages: [{ ...page, payload: 'later', madeAt: 3 }, other],
      playlists: [list],
    })
    second.pages.removePage(page.topic)
    second.pages.removePlaylist('lobby')
    await second.pages.saved()
    await second.close()
    expect(await (await open()).pages.load()).toEqual({ pages: [other], playlists: [] })
  })
})
