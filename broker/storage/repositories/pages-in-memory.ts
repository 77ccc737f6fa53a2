import type { KeptPage, KeptPlaylist, PagesRepository } from '../../pages/pages-repository.ts'

/** Pages and playlists, for as long as the process lives. */
export function createPagesInMemory(): PagesRepository {
  const pages = new Map<string, KeptPage>()
  const playlists = new Map<string, KeptPlaylist>()
  const byKey = <Value>(values: ReadonlyMap<string, Value>) => [...new Map([...values].sort()).values()]
  return {
    load: async () => ({ pages: byKey(pages), playlists: byKey(playlists) }),
    putPage: (page) => void pages.set(page.topic, page),
    removePage: (topic) => void pages.delete(topic),
    putPlaylist: (playlist) => void playlists.set(playlist.id, playlist),
    removePlaylist: (id) => void playlists.delete(id),
    saved: async () => {},
  }
}
