import type { ErrorBody } from '#contract/errors.ts'
import type { Name } from '#contract/ids.ts'
import { parseTopic, type Target, targetPrefix } from '#contract/topics.ts'
import { limits } from '../limits.ts'
import type { PageContent } from './page-content.ts'

/** A page that displays have, whoever made it. */
export interface KnownPage {
  readonly topic: string
  readonly target: Target
  readonly name: Name
  readonly source: 'hub' | 'mqtt' | 'playlist'
  /** Its id. */
  readonly playlist: string | undefined
  readonly content: PageContent
  /** Kept in the database and published by the hub; others are as somebody published them. */
  readonly isHeld: boolean
  /** ms since 1970; of a page that was there before the hub started and is not held, its start. */
  readonly madeAt: number
  /** When what it says was last confirmed. */
  freshAt: number
  /** When its text last changed. */
  changedAt: number
  /** As displays have it. */
  text: string
}

type Listener = (page: KnownPage) => void

/** Every page there is, by its topic. */
export interface PageBook {
  get(topic: string): KnownPage | undefined
  /** Whether there is room for a page of this topic. */
  hasRoomFor(topic: string): boolean
  /** Takes the place of an earlier page of the same topic. */
  put(page: KnownPage): void
  delete(topic: string): void
  all(): Iterable<KnownPage>
  ofTarget(target: Target): readonly KnownPage[]
  readonly size: number
  /** A page came, or took the place of another. */
  onPut(listener: Listener): void
  onGone(listener: Listener): void
}

export function createPageBook(): PageBook {
  const pages = new Map<string, KnownPage>()
  const byTarget = new Map<string, Map<string, KnownPage>>()
  const listeners = { put: [] as Listener[], gone: [] as Listener[] }

  function remove(topic: string): void {
    const page = pages.get(topic)
    if (page === undefined) return
    pages.delete(topic)
    const prefix = targetPrefix(page.target)
    const others = byTarget.get(prefix)
    others?.delete(topic)
    if (others?.size === 0) byTarget.delete(prefix)
    for (const listener of listeners.gone) listener(page)
  }

  return {
    get: (topic) => pages.get(topic),
    hasRoomFor: (topic) => pages.size < limits.maxPages || pages.has(topic),
    put(page) {
      remove(page.topic)
      pages.set(page.topic, page)
      const prefix = targetPrefix(page.target)
      byTarget.set(prefix, (byTarget.get(prefix) ?? new Map<string, KnownPage>()).set(page.topic, page))
      for (const listener of listeners.put) listener(page)
    },
    delete: remove,
    all: () => pages.values(),
    ofTarget: (target) => [...(byTarget.get(targetPrefix(target))?.values() ?? [])],
    get size() {
      return pages.size
    },
    onPut: (listener) => void listeners.put.push(listener),
    onGone: (listener) => void listeners.gone.push(listener),
  }
}

/** Whose page a topic is; `undefined` if it is none. */
export function pageOf(topic: string): { readonly target: Target; readonly name: Name } | undefined {
  const parsed = parseTopic(topic)
  if (parsed === undefined || !('target' in parsed) || parsed.kind !== 'page' || parsed.name === undefined)
    return undefined
  return { target: parsed.target, name: parsed.name }
}

/** Why a page that is new is refused. */
export const tooManyPages: ErrorBody = {
  code: 'limit_reached',
  message: `the hub keeps at most ${limits.maxPages} pages; take one away first`,
}
