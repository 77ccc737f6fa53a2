import type { PageView } from '#contract/page-operations.ts'
import { selectorOf } from '#contract/selectors.ts'
import { isoTime } from '../clock.ts'
import type { KnownPage } from './page-book.ts'
import { isStale } from './published-pages.ts'

/** A page as HTTP tells it. */
export function viewOf(page: KnownPage, { now, overfull }: { now: number; overfull: readonly string[] }): PageView {
  const { name, target, source, playlist, content, text, changedAt } = page
  return {
    name,
    to: selectorOf(target),
    source,
    ...(playlist === undefined ? {} : { playlist }),
    page: content.page,
    text,
    updatedAt: isoTime(changedAt),
    stale: isStale(page, now),
    ...(overfull.length === 0 ? {} : { overfull: [...overfull] }),
  }
}
