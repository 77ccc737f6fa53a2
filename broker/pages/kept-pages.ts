import { displayTopicFilter } from '#contract/topics.ts'
import type { Log } from '../log.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { HeldPages } from './held-pages.ts'
import { type PageBook, pageOf } from './page-book.ts'
import { readPage } from './page-content.ts'
import type { KeptPlaylist, PagesRepository } from './pages-repository.ts'
import { publishedPage } from './published-pages.ts'

interface Options {
  readonly book: PageBook
  readonly held: HeldPages
  readonly repository: PagesRepository
  readonly mqtt: Pick<MqttServer, 'retained'>
  readonly clock: { now(): number }
  readonly log: Log
}

const filters = [displayTopicFilter('page'), 'displays/group/+/page/+']

/**
 * Fills the book with what is retained and what is kept; answers the playlists. What is kept in the database counts: a page is
 * kept before it is published, and published as gone before it is forgotten, so whatever a sudden end left is set right.
 */
export async function restorePages({
  book,
  held,
  repository,
  mqtt,
  clock,
  log,
}: Options): Promise<readonly KeptPlaylist[]> {
  const { pages, playlists } = await repository.load()
  const retained = new Map<string, Buffer>()
  for (const filter of filters)
    for (const { topic, payload } of await mqtt.retained(filter)) retained.set(topic, payload)
  for (const { topic, payload, ...kept } of pages) {
    const content = readPage(Buffer.from(payload))
    if (!content.ok || content.value === undefined || pageOf(topic) === undefined) {
      log.warn({ topic }, 'a page that was kept cannot be read any more; it stays as it was published')
      repository.removePage(topic)
      continue
    }
    await held.restore(topic, { ...kept, content: content.value, retained: retained.get(topic) })
    retained.delete(topic)
  }
  for (const [topic, payload] of retained) {
    const content = readPage(payload)
    if (!content.ok || content.value === undefined || pageOf(topic) === undefined || !book.hasRoomFor(topic)) continue
    // Published before the hub knew of live values.
    if (content.value.live.placeholders.length > 0) await held.hold(topic, { content: content.value, source: 'mqtt' })
    else book.put(publishedPage(topic, content.value, clock.now()))
  }
  return playlists
}
