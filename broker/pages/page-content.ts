import { maxHeadingBytes, maxTextBytes } from '#contract/bounds.ts'
import type { Page } from '#contract/page.ts'
import { parsePagePayload, type Result } from '#contract/payload.ts'
import { isoTime } from '../clock.ts'
import { type LiveTexts, readTexts } from './live/live-text.ts'
import { type RenderContext, renderTemplate } from './live/render.ts'

/** A page as it was made. */
export interface PageContent {
  readonly page: Page
  /** Made of plain text, not of JSON. */
  readonly isPlain: boolean
  readonly live: LiveTexts
}

/** What a page looks like at a moment. */
export interface RenderedPage {
  readonly text: string
  /** Where two are the same but for `staleAt`, nothing has changed on the glass. */
  readonly key: string
  readonly staleAt: number | undefined
  readonly payload: string
}

export interface PageTimes {
  /** When it was made, ms since 1970. */
  readonly madeAt: number
  /** When what it says was last confirmed. */
  readonly freshAt: number
}

/** Parses the payload of a page, `undefined` for an empty one. Text that begins with a live value is no JSON. */
export function readPage(payload: Uint8Array): Result<PageContent | undefined> {
  const live = beginsWithPlaceholder(payload) ? plainContent(Buffer.from(payload).toString('utf8')) : undefined
  if (live !== undefined && live.live.placeholders.length > 0 && payload.length <= maxTextBytes)
    return { ok: true, value: live }
  const parsed = parsePagePayload(payload)
  if (!parsed.ok) return parsed
  const { value } = parsed
  if (value.form === 'empty') return { ok: true, value: undefined }
  return { ok: true, value: value.form === 'text' ? plainContent(value.text) : pageContent(value.page) }
}

/** A page made of JSON. */
export function pageContent(page: Page): PageContent {
  return { page, isPlain: false, live: readTexts(page) }
}

function plainContent(text: string): PageContent {
  return { page: { text }, isPlain: true, live: readTexts({ text }) }
}

/** `{{`, with which no JSON begins. */
export function beginsWithPlaceholder(payload: Uint8Array): boolean {
  return payload[0] === 0x7b && payload[1] === 0x7b
}

/** The payload that makes it again. */
export function payloadOf({ page, isPlain }: PageContent): string {
  return isPlain ? page.text : JSON.stringify(page)
}

/** Whether nothing of it depends on anything but its payload. */
export function isFixed({ live, page }: PageContent): boolean {
  return live.placeholders.length === 0 && page.lifetimeMs === undefined && page.ttlMs === undefined
}

/** When it carries a stale mark, and when it goes away by itself, in ms since 1970. */
export function endsOf({ page }: PageContent, { madeAt, freshAt }: PageTimes) {
  const at = (absolute: string | undefined, from: number, ms: number | undefined) =>
    absolute === undefined ? (ms === undefined ? undefined : from + ms) : Date.parse(absolute)
  return {
    staleAt: at(page.staleAt, freshAt, page.lifetimeMs),
    expiresAt: at(page.expiresAt, madeAt, page.ttlMs),
  }
}

/** Lifetimes become instants, so that whoever gets it late does not take it for new. */
export function renderPage(content: PageContent, context: RenderContext, times: PageTimes): RenderedPage {
  const { page, live, isPlain } = content
  const text = renderTemplate(live.text, context, maxTextBytes)
  if (isPlain) {
    // A value may begin with a brace.
    const payload = text.startsWith('{') ? JSON.stringify({ text }) : text
    return { text, key: payload, staleAt: undefined, payload }
  }
  const { lifetimeMs: _lifetime, staleAt: _stale, ttlMs: _ttl, expiresAt: _expires, ...fields } = page
  const { staleAt, expiresAt } = endsOf(content, times)
  const body = {
    ...fields,
    text,
    ...(live.title === undefined ? {} : { title: renderTemplate(live.title, context, maxHeadingBytes) }),
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
  }
  const payload = staleAt === undefined ? body : { ...body, staleAt: isoTime(staleAt) }
  return { text, key: JSON.stringify(body), staleAt, payload: JSON.stringify(payload) }
}
