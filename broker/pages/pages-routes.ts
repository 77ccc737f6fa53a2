import { MarqueeError } from '#contract/errors.ts'
import { type DisplayId, type GroupId, isDisplayId } from '#contract/ids.ts'
import type { Page } from '#contract/page.ts'
import { selectorOf } from '#contract/selectors.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { ApiAnswer, ApiRequest, Caller, Handlers } from '../http/handler.ts'
import type { Capacity } from './capacity.ts'
import type { HeldPages } from './held-pages.ts'
import { tooManyTopics } from './live/live-messages.ts'
import { refuseFaults, refusePlaceholders } from './live/live-text.ts'
import type { LiveValues } from './live/live-values.ts'
import { type KnownPage, type PageBook, tooManyPages } from './page-book.ts'
import { type PageContent, pageContent } from './page-content.ts'
import { viewOf } from './page-view.ts'

export interface PagesRoutesOptions {
  readonly book: PageBook
  readonly held: HeldPages
  readonly values: LiveValues
  readonly capacity: Capacity
  readonly rights: Pick<Rights, 'mayReach' | 'mayReceive'>
  /** Throws `unknown_display` or `unknown_group` for what there is not. */
  readonly find: (target: Target) => void
  readonly clock: { now(): number }
}

/** The pages of displays, groups and all. */
export function pagesRoutes(options: PagesRoutesOptions): Handlers {
  const { book, held, values, capacity, rights, find, clock } = options
  const mayRead = ({ principal }: Caller, topic: string) =>
    principal !== undefined && rights.mayReceive(principal, topic)

  function shownBy(id: string, { principal }: Caller): readonly KnownPage[] {
    const isReached = isDisplayId(id) && principal !== undefined && rights.mayReach(principal, { kind: 'display', id })
    if (!isReached)
      throw new MarqueeError({ code: 'unknown_display', field: 'display', message: `there is no "${id}"` })
    find({ kind: 'display', id })
    return capacity.pagesOn(id)
  }

  function view(page: KnownPage): ApiAnswer {
    return { status: 200, body: viewOf(page, { now: clock.now(), overfull: capacity.survey()(page.target) }) }
  }

  async function put(target: Target, { params, body, caller }: ApiRequest): Promise<ApiAnswer> {
    const topic = displayTopic('page', target, params['name'])
    find(target)
    refuseOfPlaylist(book.get(topic))
    const content = pageContent(body as Page)
    checkLive(content, { values, mayRead: (read) => mayRead(caller, read) })
    if (!book.hasRoomFor(topic)) throw new MarqueeError(tooManyPages)
    if (book.get(topic) === undefined) capacity.reserve([{ target, more: 1 }])
    await held.hold(topic, { content, source: 'hub' })
    const page = book.get(topic)
    if (page === undefined)
      throw new MarqueeError({ code: 'conflict', message: 'somebody has taken it away meanwhile' })
    return view(page)
  }

  async function remove(target: Target, { params }: ApiRequest): Promise<ApiAnswer> {
    const name = params['name'] ?? ''
    const topic = displayTopic('page', target, name)
    const page = book.get(topic)
    if (page === undefined)
      throw new MarqueeError({ code: 'not_found', message: `${selectorOf(target)} has no page "${name}"` })
    refuseOfPlaylist(page)
    await held.drop(topic)
    return { status: 204 }
  }

  const all: Target = { kind: 'all' }
  const display = ({ params }: ApiRequest): Target => ({ kind: 'display', id: params['id'] as DisplayId })
  const group = ({ params }: ApiRequest): Target => ({ kind: 'group', id: params['id'] as GroupId })

  return {
    listPages({ query, caller }) {
      const { display: id } = query
      const overfull = capacity.survey()
      const pages = [...(id === undefined ? book.all() : shownBy(id, caller))]
        .filter(({ topic }) => mayRead(caller, topic))
        .sort(inOrder)
        .map((page) => viewOf(page, { now: clock.now(), overfull: overfull(page.target).filter(isReached(caller)) }))
      return { status: 200, body: { pages } }
    },
    putPageOfAll: (request) => put(all, request),
    deletePageOfAll: (request) => remove(all, request),
    putPage: (request) => put(display(request), request),
    deletePage: (request) => remove(display(request), request),
    putGroupPage: (request) => put(group(request), request),
    deleteGroupPage: (request) => remove(group(request), request),
  }

  function isReached({ principal }: Caller) {
    return (id: string) => isReachedBy(principal, id as DisplayId)
  }

  function isReachedBy(principal: Principal | undefined, id: DisplayId): boolean {
    return principal !== undefined && rights.mayReach(principal, { kind: 'display', id })
  }
}

/** Throws for live values that mean nothing, that may not be read, or that are too many. */
export function checkLive(
  { live }: PageContent,
  { values, mayRead }: { values: LiveValues; mayRead: (topic: string) => boolean },
): void {
  refuseFaults(live)
  const error = refusePlaceholders(live.placeholders, mayRead)
  if (error !== undefined) throw new MarqueeError(error)
  if (!values.hasRoomFor(live.placeholders)) throw tooManyTopics()
}

function refuseOfPlaylist(page: KnownPage | undefined): void {
  if (page?.playlist === undefined) return
  const message = `this page belongs to the playlist "${page.playlist}"; change that`
  throw new MarqueeError({ code: 'conflict', message })
}

/** As a display turns them: by order, then by name. */
function inOrder(one: KnownPage, other: KnownPage): number {
  const order = ({ content }: KnownPage) => content.page.order ?? 100
  return order(one) - order(other) || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
}
