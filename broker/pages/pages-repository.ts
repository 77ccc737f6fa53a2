import type { Playlist } from '#contract/page-operations.ts'

/** A page that the hub publishes: as it was made, live values as placeholders. */
export interface KeptPage {
  readonly topic: string
  readonly source: 'hub' | 'mqtt' | 'playlist'
  readonly playlist: string | undefined
  readonly payload: string
  /** ms since 1970. */
  readonly madeAt: number
}

export interface KeptPlaylist {
  readonly id: string
  readonly playlist: Playlist
  /** ms since 1970. */
  readonly updatedAt: number
}

/** Where pages and playlists are kept. Writing never waits for the database. */
export interface PagesRepository {
  /** Rejects if they cannot be read. */
  load(): Promise<{ readonly pages: readonly KeptPage[]; readonly playlists: readonly KeptPlaylist[] }>
  putPage(page: KeptPage): void
  removePage(topic: string): void
  putPlaylist(playlist: KeptPlaylist): void
  removePlaylist(id: string): void
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
}
