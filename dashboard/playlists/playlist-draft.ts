import type { Playlist, PlaylistView } from '#contract/page-operations.ts'
import { recipientsOf, targetOf } from '../displays/target-body.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { draftOfPage, emptyPageDraft, type PageDraft, pageOfDraft } from '../pages/page-draft.ts'

/** The hub takes no more pages in one list. */
export const mostPages = 20

/** A page of a list that is being written; the key stays while its name changes. */
export interface PlaylistPage {
  readonly key: string
  readonly name: string
  readonly draft: PageDraft
}

export interface PlaylistDraft {
  readonly id: string
  readonly name: string
  readonly to: Recipients
  readonly enabled: boolean
  readonly pages: readonly PlaylistPage[]
}

export const emptyPlaylist: PlaylistDraft = {
  id: '',
  name: '',
  to: [],
  enabled: true,
  pages: [{ key: '1', name: 'page-1', draft: emptyPageDraft }],
}

export function draftOfPlaylist({ id, name = '', to, enabled = true, pages }: PlaylistView): PlaylistDraft {
  return {
    id,
    name,
    to: recipientsOf(to),
    enabled,
    pages: pages.map(({ name: pageName, ...page }, index) => ({
      key: String(index + 1),
      name: pageName,
      draft: draftOfPage(page),
    })),
  }
}

/** The body of the operation that makes or changes the list. Its pages come as they stand in it. */
export function playlistOfDraft({ name, to, enabled, pages }: PlaylistDraft): Omit<Playlist, 'pages'> & {
  readonly pages: readonly object[]
} {
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    to: targetOf(to),
    ...(enabled ? {} : { enabled }),
    pages: pages.map((page) => {
      const { order: _, ...rest } = pageOfDraft(page.draft)
      return { name: page.name.trim(), ...rest }
    }),
  }
}

/** What is missing before the list can be saved; `undefined` if nothing is. */
export function whatIsMissing({ id, to, pages }: PlaylistDraft): string | undefined {
  if (id.trim() === '') return 'It needs an id.'
  if (to.length === 0) return 'Choose whom it is for.'
  const empty = pages.find(({ draft }) => draft.text === '')
  if (empty !== undefined) return `Page ${empty.name} has no text.`
  const names = pages.map(({ name }) => name.trim())
  if (names.includes('')) return 'Every page needs a name.'
  const twice = names.find((name, index) => names.indexOf(name) < index)
  return twice === undefined ? undefined : `Two pages are called ${twice}.`
}

/** A page more, with a key and a name that none has. */
export function withNewPage(pages: readonly PlaylistPage[]): { pages: readonly PlaylistPage[]; key: string } {
  const key = String(Math.max(0, ...pages.map((page) => Number(page.key))) + 1)
  let number = pages.length + 1
  while (pages.some(({ name }) => name === `page-${number}`)) number++
  return { pages: [...pages, { key, name: `page-${number}`, draft: emptyPageDraft }], key }
}
