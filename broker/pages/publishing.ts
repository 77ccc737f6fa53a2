import { limits } from '../limits.ts'
import type { Publish } from '../publication.ts'
import type { LiveValues } from './live/live-values.ts'
import type { KnownPage } from './page-book.ts'
import { endsOf, type RenderedPage, readPage, renderPage } from './page-content.ts'

interface Options {
  readonly values: LiveValues
  readonly publish: Publish
  readonly zoneOf: (page: Pick<KnownPage, 'target'>) => string
  readonly clock: { now(): number }
}

interface Published {
  key: string
  staleAt: number | undefined
  /** Of a clock that never goes back. */
  renderedAt: number
  timer: NodeJS.Timeout | undefined
}

/** Brings the pages of the hub to displays, and again when their values change: at most once in `limits.renderIntervalMs` each. */
export interface Publishing {
  /** Publishes a page for the first time; one that is new has not changed since it was made. */
  begin(page: KnownPage, isNew: boolean): void
  /** Goes on with a page of which this is retained. */
  resume(page: KnownPage, retained: Uint8Array | undefined): void
  /** Renders those again that time alone changes. */
  refreshTimed(): void
  forget(page: KnownPage): void
  /** ms since 1970, Infinity for never. */
  expiresAt(page: KnownPage): number
  close(): void
}

export function createPublishing({ values, publish, zoneOf, clock }: Options): Publishing {
  const published = new Map<KnownPage, Published>()
  const byTopic = new Map<string, Set<KnownPage>>()
  const timed = new Set<KnownPage>()
  const timesOf = (page: KnownPage) => ({ madeAt: page.madeAt, freshAt: page.freshAt })
  const render = (page: KnownPage) =>
    renderPage(page.content, { values, now: clock.now(), zone: zoneOf(page) }, timesOf(page))

  function start(page: KnownPage): Published {
    const state: Published = { key: '', staleAt: undefined, renderedAt: performance.now(), timer: undefined }
    published.set(page, state)
    for (const { topic, formats } of page.content.live.placeholders) {
      byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(page))
      if (formats.some(({ isTimed }) => isTimed)) timed.add(page)
    }
    return state
  }

  function forget(page: KnownPage): void {
    clearTimeout(published.get(page)?.timer)
    published.delete(page)
    timed.delete(page)
    for (const { topic } of page.content.live.placeholders) {
      const pages = byTopic.get(topic)
      pages?.delete(page)
      if (pages?.size === 0) byTopic.delete(topic)
    }
  }

  function send(page: KnownPage, state: Published, rendered: RenderedPage): void {
    if (rendered.text !== page.text) page.changedAt = clock.now()
    page.text = rendered.text
    state.key = rendered.key
    state.staleAt = rendered.staleAt
    publish(page.topic, rendered.payload, { retain: true, qos: 1 })
  }

  function refresh(page: KnownPage): void {
    const state = published.get(page)
    if (state === undefined) return
    state.renderedAt = performance.now()
    const rendered = render(page)
    if (rendered.key !== state.key || isAging(page, state.staleAt, rendered.staleAt)) send(page, state, rendered)
  }

  /** The same values came again: displays hear of it before half of the lifetime is left, not each time. */
  function isAging({ content }: KnownPage, before: number | undefined, now: number | undefined): boolean {
    const { lifetimeMs } = content.page
    if (lifetimeMs === undefined || now === undefined) return false
    return before === undefined || now - before >= lifetimeMs / 2
  }

  values.onChange((topic) => {
    for (const page of byTopic.get(topic) ?? []) {
      page.freshAt = clock.now()
      const state = published.get(page)
      if (state === undefined || state.timer !== undefined) continue
      const wait = Math.max(0, state.renderedAt + limits.renderIntervalMs - performance.now())
      // Not in this turn: what else comes in it belongs to the same change.
      state.timer = setTimeout(() => {
        state.timer = undefined
        refresh(page)
      }, wait).unref()
    }
  })

  return {
    begin(page, isNew) {
      const state = start(page)
      const rendered = render(page)
      if (isNew) page.text = rendered.text
      send(page, state, rendered)
    },
    resume(page, retained) {
      const state = start(page)
      const kept = retained === undefined ? undefined : readPage(retained)
      if (kept?.ok && kept.value !== undefined) {
        // What was fresh before the start is no fresher now.
        const { staleAt } = endsOf(kept.value, timesOf(page))
        const { lifetimeMs } = page.content.page
        if (staleAt !== undefined && lifetimeMs !== undefined) page.freshAt = staleAt - lifetimeMs
        const zero = { values, now: clock.now(), zone: 'utc' }
        state.key = renderPage(withoutPlaceholders(kept.value), zero, timesOf(page)).key
        state.staleAt = staleAt
      }
      const rendered = render(page)
      page.text = rendered.text
      if (rendered.key !== state.key) send(page, state, rendered)
    },
    refreshTimed() {
      for (const page of timed) refresh(page)
    },
    forget,
    expiresAt: (page) => endsOf(page.content, timesOf(page)).expiresAt ?? Number.POSITIVE_INFINITY,
    close() {
      for (const { timer } of published.values()) clearTimeout(timer)
      published.clear()
    },
  }
}

/** What was published already is a text, whatever it looks like. */
function withoutPlaceholders(content: Parameters<typeof renderPage>[0]): Parameters<typeof renderPage>[0] {
  const literal = (text: string) => ({ parts: [text], placeholders: [], faults: [] })
  const { text, title } = content.page
  return {
    ...content,
    live: { text: literal(text), title: title === undefined ? undefined : literal(title), placeholders: [] },
  }
}
