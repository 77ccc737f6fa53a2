import { createHash } from 'node:crypto'
import type { Page } from '#contract/page.ts'
import type { Playlist } from '#contract/page-operations.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import { type PageContent, pageContent } from './page-content.ts'

const maxNameLength = 32
const hashLength = 8
const firstOrder = 100
const lastOrder = 999

/**
 * The name of the nth page of a playlist on displays, `<playlist>-<n>`. A longer id is cut and told apart by its hash; with
 * `tries`, another name of the same form, for topics that somebody else has a page on.
 */
export function playlistPageName(playlist: string, n: number, tries = 0): string {
  const end = `${'_'.repeat(tries)}-${n}`
  if (playlist.length + end.length <= maxNameLength) return playlist + end
  const hash = createHash('sha256').update(playlist).digest('hex').slice(0, hashLength)
  return `${playlist.slice(0, maxNameLength - end.length - hashLength - 1)}-${hash}${end}`
}

/** The pages of a playlist in its order, without the names that only editors show. */
export function contentsOf({ pages }: Playlist): readonly PageContent[] {
  return pages.map(({ name: _name, ...page }, index) => pageContent(inOrder(page, index)))
}

function inOrder(page: Page, index: number): Page {
  return { ...page, order: page.order ?? Math.min(firstOrder + index, lastOrder) }
}

/** Where the pages of a playlist stand, for one of its targets. Names that `isTaken` are passed over. */
export function topicsOf(
  id: string,
  { count, target }: { readonly count: number; readonly target: Target },
  isTaken: (topic: string) => boolean,
): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    for (let tries = 0; tries < hashLength; tries++) {
      const topic = displayTopic('page', target, playlistPageName(id, index + 1, tries))
      if (!isTaken(topic)) return topic
    }
    return displayTopic('page', target, playlistPageName(id, index + 1, hashLength))
  })
}
