import type { Kysely } from 'kysely'
import { playlistSchema } from '#contract/page-operations.ts'
import { parseJson } from '#contract/payload.ts'
import type { KeptPage, KeptPlaylist, PagesRepository } from '../../pages/pages-repository.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'

const maxContentBytes = 1_048_576
const sources: readonly string[] = ['hub', 'mqtt', 'playlist'] satisfies KeptPage['source'][]

/** The tables `pages` and `playlists`. */
export function createPagesInSql({ kysely, writer }: { kysely: Kysely<Tables>; writer: Writer }): PagesRepository {
  const pages = writer.changes<KeptPage>(writePages)
  const playlists = writer.changes<KeptPlaylist>(writePlaylists)
  return {
    async load() {
      const kept = await kysely.selectFrom('pages').selectAll().orderBy('topic').execute()
      const lists = await kysely.selectFrom('playlists').selectAll().orderBy('id').execute()
      return { pages: kept.flatMap(readPage), playlists: lists.flatMap(readPlaylist) }
    },
    putPage: (page) => pages.set(page.topic, page),
    removePage: (topic) => pages.set(topic, undefined),
    putPlaylist: (playlist) => playlists.set(playlist.id, playlist),
    removePlaylist: (id) => playlists.set(id, undefined),
    saved: () => writer.written(),
  }
}

function readPage({ topic, source, playlist, payload, made_at }: Tables['pages']): KeptPage[] {
  if (!sources.includes(source)) return []
  return [{ topic, source: source as KeptPage['source'], playlist: playlist ?? undefined, payload, madeAt: made_at }]
}

/** One of a version with other rules is left out; its pages are taken away. */
function readPlaylist({ id, content, updated_at }: Tables['playlists']): KeptPlaylist[] {
  const parsed = parseJson(playlistSchema, Buffer.from(content), maxContentBytes)
  return parsed.ok ? [{ id, playlist: parsed.value, updatedAt: updated_at }] : []
}

async function writePages(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, KeptPage | undefined>,
): Promise<void> {
  const removed = [...changed].flatMap(([topic, page]) => (page === undefined ? [topic] : []))
  for (const topics of chunks(removed)) await transaction.deleteFrom('pages').where('topic', 'in', topics).execute()
  const rows = [...changed.values()]
    .filter((page) => page !== undefined)
    .map(({ topic, source, playlist = null, payload, madeAt }) => ({
      topic,
      source,
      playlist,
      payload,
      made_at: madeAt,
    }))
  for (const some of chunks(rows)) {
    await transaction
      .insertInto('pages')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('topic').doUpdateSet((row) => ({
          source: row.ref('excluded.source'),
          playlist: row.ref('excluded.playlist'),
          payload: row.ref('excluded.payload'),
          made_at: row.ref('excluded.made_at'),
        })),
      )
      .execute()
  }
}

async function writePlaylists(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, KeptPlaylist | undefined>,
): Promise<void> {
  const removed = [...changed].flatMap(([id, playlist]) => (playlist === undefined ? [id] : []))
  for (const ids of chunks(removed)) await transaction.deleteFrom('playlists').where('id', 'in', ids).execute()
  const rows = [...changed.values()]
    .filter((playlist) => playlist !== undefined)
    .map(({ id, playlist, updatedAt }) => ({ id, content: JSON.stringify(playlist), updated_at: updatedAt }))
  for (const some of chunks(rows)) {
    await transaction
      .insertInto('playlists')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          content: row.ref('excluded.content'),
          updated_at: row.ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
}
