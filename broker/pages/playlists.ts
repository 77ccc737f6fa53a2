import { MarqueeError } from '#contract/errors.ts'
import type { Playlist } from '#contract/page-operations.ts'
import type { Target } from '#contract/topics.ts'
import { limits } from '../limits.ts'
import type { Capacity } from './capacity.ts'
import type { HeldPages } from './held-pages.ts'
import { type PageBook, tooManyPages } from './page-book.ts'
import { type PageContent, payloadOf } from './page-content.ts'
import type { KeptPlaylist, PagesRepository } from './pages-repository.ts'
import { contentsOf, topicsOf } from './playlist-pages.ts'

interface Options {
  readonly book: PageBook
  readonly held: HeldPages
  readonly repository: PagesRepository
  /** Whose pages a playlist makes at this moment. */
  readonly targetsOf: (to: Playlist['to']) => readonly Target[]
  readonly reserve: Capacity['reserve']
  readonly onFault: (playlist: string, error: unknown) => void
  readonly clock: { now(): number }
}

/** Pages that displays share, under the names of their playlist. */
export interface Playlists {
  get(id: string): KeptPlaylist | undefined
  list(): readonly KeptPlaylist[]
  /** Resolves when it is kept and on displays. Throws `limit_reached`; rejects with `unavailable` if it could not be kept yet. */
  put(id: string, playlist: Playlist): Promise<KeptPlaylist>
  /** Resolves when it and its pages are gone for good. */
  remove(id: string): Promise<void>
  /** Displays or groups have changed: pages come and go accordingly, a moment later. */
  reconsider(): void
  /** Takes over what was kept, whose pages are in the book already, and sets right what is missing or too much. */
  restore(playlists: readonly KeptPlaylist[]): Promise<void>
}

export function createPlaylists(options: Options): Playlists {
  const { book, held, repository, targetsOf, reserve, onFault, clock } = options
  const playlists = new Map<string, KeptPlaylist>()
  let isWaiting = false

  const pagesOf = (id: string) => [...book.all()].filter(({ playlist }) => playlist === id)
  const isTakenBy = (id: string) => (topic: string) => {
    const known = book.get(topic)
    return known !== undefined && known.playlist !== id
  }

  function wantedOf(id: string, playlist: Playlist): Map<string, PageContent> {
    const contents = playlist.enabled === false ? [] : contentsOf(playlist)
    const wanted = new Map<string, PageContent>()
    for (const target of targetsOf(playlist.to)) {
      const topics = topicsOf(id, { count: contents.length, target }, isTakenBy(id))
      topics.forEach((topic, index) => {
        const content = contents[index]
        if (content !== undefined) wanted.set(topic, content)
      })
    }
    return wanted
  }

  /** New and changed pages first, so that no display is left without any in between. */
  async function carryOut(id: string): Promise<void> {
    const known = playlists.get(id)
    const wanted = known === undefined ? new Map<string, PageContent>() : wantedOf(id, known.playlist)
    const made = [...wanted].filter(([topic, content]) => {
      const page = book.get(topic)
      if (page === undefined && !book.hasRoomFor(topic)) throw new MarqueeError(tooManyPages)
      return page === undefined || payloadOf(page.content) !== payloadOf(content)
    })
    const gone = pagesOf(id).filter(({ topic }) => !wanted.has(topic))
    await Promise.all(made.map(([topic, content]) => held.hold(topic, { content, source: 'playlist', playlist: id })))
    await Promise.all(gone.map(({ topic }) => held.drop(topic)))
  }

  /** Throws if there are too many pages, for the hub or for a display. */
  function makeRoom(id: string, playlist: Playlist): void {
    const wanted = wantedOf(id, playlist)
    const ofOthers = [...book.all()].filter((page) => page.playlist !== undefined && page.playlist !== id).length
    const total = book.size - pagesOf(id).length + wanted.size
    if (ofOthers + wanted.size > limits.maxPlaylistPages || total > limits.maxPages)
      throw tooMany(
        `this would make ${wanted.size} pages, and the hub keeps at most ${limits.maxPlaylistPages} of playlists`,
      )
    const more = playlist.enabled === false ? 0 : playlist.pages.length
    reserve(
      targetsOf(playlist.to).map((target) => ({ target, more })),
      id,
    )
  }

  return {
    get: (id) => playlists.get(id),
    list: () => [...playlists.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    async put(id, playlist) {
      if (!playlists.has(id) && playlists.size >= limits.maxPlaylists)
        throw tooMany(`there are ${limits.maxPlaylists} playlists already; delete one first`)
      makeRoom(id, playlist)
      const kept = { id, playlist, updatedAt: clock.now() }
      playlists.set(id, kept)
      repository.putPlaylist(kept)
      await carryOut(id)
      await repository.saved()
      return kept
    },
    async remove(id) {
      playlists.delete(id)
      repository.removePlaylist(id)
      await carryOut(id)
      await repository.saved()
    },
    reconsider() {
      if (isWaiting || playlists.size === 0) return
      isWaiting = true
      // Many displays that come at once are looked at once.
      setTimeout(() => {
        isWaiting = false
        for (const id of playlists.keys()) carryOut(id).catch((error: unknown) => onFault(id, error))
      }, limits.reconsiderPlaylistsMs).unref()
    },
    async restore(kept) {
      for (const playlist of kept) playlists.set(playlist.id, playlist)
      const orphans = [...book.all()].flatMap(({ playlist }) => playlist ?? []).filter((id) => !playlists.has(id))
      for (const id of new Set([...playlists.keys(), ...orphans])) await carryOut(id)
    },
  }
}

function tooMany(message: string): MarqueeError {
  return new MarqueeError({ code: 'limit_reached', message })
}
