import { limits } from '../limits.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { LiveValues } from './live/live-values.ts'
import { type KnownPage, type PageBook, pageOf } from './page-book.ts'
import { type PageContent, payloadOf } from './page-content.ts'
import type { PagesRepository } from './pages-repository.ts'
import { createPublishing } from './publishing.ts'

interface Options {
  readonly book: PageBook
  readonly repository: PagesRepository
  readonly values: LiveValues
  readonly mqtt: Pick<MqttServer, 'publish' | 'saved'>
  readonly zoneOf: (page: Pick<KnownPage, 'target'>) => string
  readonly clock: { now(): number }
}

export interface HeldPage {
  readonly content: PageContent
  readonly source: KnownPage['source']
  readonly playlist?: string | undefined
}

/** The pages that the hub publishes itself: kept in the database first, on displays afterwards. */
export interface HeldPages {
  /** At once in the book; resolves when it is kept and published. Rejects with `unavailable` if it could not be kept yet. */
  hold(topic: string, page: HeldPage): Promise<void>
  /** Holds what was kept before the start; publishes it if something else is retained there. */
  restore(
    topic: string,
    page: HeldPage & { readonly madeAt: number; readonly retained: Uint8Array | undefined },
  ): Promise<void>
  /** Takes any page away, from displays first, from the database afterwards. */
  drop(topic: string): Promise<void>
  close(): void
}

export function createHeldPages({ book, repository, values, mqtt, zoneOf, clock }: Options): HeldPages {
  const publishing = createPublishing({ values, publish: mqtt.publish, zoneOf, clock })

  book.onGone((page) => {
    publishing.forget(page)
    if (page.isHeld) values.release(page.content.live.placeholders)
  })
  const checking = setInterval(() => {
    const now = clock.now()
    publishing.refreshTimed()
    for (const topic of expired(now)) drop(topic).catch(() => undefined)
  }, limits.checkPagesIntervalMs).unref()

  function* expired(now: number): Generator<string> {
    for (const page of book.all()) if (publishing.expiresAt(page) <= now) yield page.topic
  }

  function enter(topic: string, { content, source, playlist }: HeldPage, madeAt: number) {
    const of = pageOf(topic)
    if (of === undefined) throw new Error(`${topic} is no topic of a page`)
    const { placeholders } = content.live
    const ready = values.use(placeholders)
    const before = book.get(topic)
    const page: KnownPage = {
      topic,
      ...of,
      source,
      playlist,
      content,
      isHeld: true,
      madeAt,
      freshAt: madeAt,
      changedAt: before?.changedAt ?? madeAt,
      text: before?.text ?? content.page.text,
    }
    book.put(page)
    return { page, ready, isNew: before === undefined }
  }

  async function drop(topic: string): Promise<void> {
    const page = book.get(topic)
    if (page === undefined) return
    book.delete(topic)
    mqtt.publish(topic, '', { retain: true, qos: 1 })
    await mqtt.saved()
    // Somebody may have made it again meanwhile.
    if (!page.isHeld || book.get(topic)?.isHeld) return
    repository.removePage(topic)
    await repository.saved()
  }

  return {
    async hold(topic, held) {
      const { page, ready, isNew } = enter(topic, held, clock.now())
      const { source, madeAt, playlist } = page
      repository.putPage({ topic, source, playlist, payload: payloadOf(held.content), madeAt })
      try {
        await Promise.all([ready, repository.saved()])
      } finally {
        if (book.get(topic) === page) publishing.begin(page, isNew)
      }
      await mqtt.saved()
    },
    async restore(topic, { madeAt, retained, ...held }) {
      const { page, ready } = enter(topic, held, madeAt)
      await ready
      if (book.get(topic) === page) publishing.resume(page, retained)
    },
    drop,
    close() {
      clearInterval(checking)
      publishing.close()
    },
  }
}
