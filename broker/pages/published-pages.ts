import type { Inbox } from '../inbox/inbox.ts'
import { type KnownPage, type PageBook, pageOf } from './page-book.ts'
import { endsOf, type PageContent, readPage } from './page-content.ts'

interface Options {
  readonly book: PageBook
  readonly inbox: Inbox
  readonly clock: { now(): number }
}

/** Keeps the book in step with the pages that others publish retained and the hub only passes on. */
export function followPublishedPages({ book, inbox, clock }: Options): void {
  inbox.on('page', ({ topic: { name }, value, publication: { topic, retain, payload } }) => {
    const known = book.get(topic)
    // What the hub holds does not come this way; it was made after this was passed on.
    if (name === undefined || known?.isHeld) return
    if (value === undefined || value.form === 'empty') return void (retain && book.delete(topic))
    if (!retain || !book.hasRoomFor(topic)) return
    const content = readPage(payload)
    if (content.ok && content.value !== undefined) book.put(publishedPage(topic, content.value, clock.now(), known))
  })
}

/** A page as somebody published it, at a moment. */
export function publishedPage(topic: string, content: PageContent, now: number, before?: KnownPage): KnownPage {
  const of = pageOf(topic)
  if (of === undefined) throw new Error(`${topic} is no topic of a page`)
  const { text } = content.page
  return {
    topic,
    ...of,
    source: 'mqtt',
    playlist: undefined,
    content,
    isHeld: false,
    madeAt: now,
    freshAt: now,
    changedAt: before !== undefined && before.text === text ? before.changedAt : now,
    text,
  }
}

/** Whether its lifetime is over. */
export function isStale({ content, madeAt, freshAt }: KnownPage, now: number): boolean {
  const { staleAt } = endsOf(content, { madeAt, freshAt })
  return staleAt !== undefined && staleAt <= now
}
