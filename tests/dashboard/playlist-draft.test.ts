import { expect, test } from 'vitest'
import { type PlaylistView, playlistSchema } from '#contract/page-operations.ts'
import {
  draftOfPlaylist,
  emptyPlaylist,
  playlistOfDraft,
  whatIsMissing,
  withNewPage,
} from '../../dashboard/playlists/playlist-draft.ts'

const view = {
  id: 'lobby',
  name: 'Lobby',
  to: ['group:ground', 'size:20x4'],
  pages: [
    { name: 'welcome', text: 'Welcome', showMs: 12_000 },
    { name: 'bus', text: '{{bus/next|relative}}', lifetimeMs: 60_000 },
  ],
  enabled: false,
  updatedAt: '2026-11-26T12:00:00Z',
} as unknown as PlaylistView

test('a playlist is the same after it was edited without a change', () => {
  const { id: _id, updatedAt: _at, ...body } = view
  expect(playlistOfDraft(draftOfPlaylist(view))).toEqual(body)
  expect(playlistSchema.safeParse(body).success).toBe(true)
})

test('the place of a page in the list is its order', () => {
  const draft = draftOfPlaylist({ ...view, pages: view.pages.map((page) => ({ ...page, order: 3 })) })
  for (const page of playlistOfDraft(draft).pages) expect(page).not.toHaveProperty('order')
})

test('what is missing is said before the list is sent', () => {
  expect(whatIsMissing(emptyPlaylist)).toBe('It needs an id.')
  expect(whatIsMissing({ ...emptyPlaylist, id: 'lobby' })).toBe('Choose whom it is for.')
  expect(whatIsMissing({ ...emptyPlaylist, id: 'lobby', to: ['all'] })).toBe('Page page-1 has no text.')
  const draft = draftOfPlaylist(view)
  expect(whatIsMissing(draft)).toBeUndefined()
  const twice = draft.pages.map((page) => ({ ...page, name: 'same' }))
  expect(whatIsMissing({ ...draft, pages: twice })).toBe('Two pages are called same.')
})

test('a new page has a name and a key that no other has', () => {
  const { pages, key } = withNewPage(withNewPage(emptyPlaylist.pages).pages)
  expect(pages.map(({ name }) => name)).toEqual(['page-1', 'page-2', 'page-3'])
  expect(new Set(pages.map((page) => page.key)).size).toBe(3)
  expect(pages.at(-1)?.key).toBe(key)
})
