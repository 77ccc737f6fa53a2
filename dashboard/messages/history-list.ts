import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Report } from '#contract/delivery.ts'
import type { ErrorBody } from '#contract/errors.ts'
import type { MessageList, MessageSummary } from '#contract/history-operations.ts'
import type { Answer } from '../hub/worker-messages.ts'
import { headMerged } from './head-merged.ts'
import { summaryAfter } from './summary-after.ts'

type Query = Readonly<Record<string, string>>
type Ask = (query: Query) => Promise<Answer<MessageList>>

const pageSize = 50
/** The most that the hub answers at once. */
const largestPage = 200
/** A page that is open for days begins anew here. */
const mostKept = 5000
/** A stream of new messages leads to one question in this time. */
const settleMs = 300
const pauseMs = 1500
/** How much is read again after the hub was away; what was loaded beyond has to be loaded again. */
const mostRereads = 10

/** The history as far as it has been loaded, newest first, kept up to date by reports. Each row is a signal of its own. */
export class HistoryList {
  readonly #ask: Ask
  readonly #rows = new Map<string, Signal<MessageSummary>>()
  readonly #ids = signal<readonly string[]>([])
  readonly #nextCursor = signal<string | undefined>(undefined)
  readonly #isLoading = signal(true)
  readonly #fault = signal<ErrorBody | undefined>(undefined)
  #query: Query = {}
  /** Answers to questions from before the filter was changed are thrown away. */
  #epoch = 0
  #lastRefreshAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ask: Ask) {
    this.#ask = ask
  }

  get ids(): ReadonlySignal<readonly string[]> {
    return this.#ids
  }

  get isLoading(): ReadonlySignal<boolean> {
    return this.#isLoading
  }

  get fault(): ReadonlySignal<ErrorBody | undefined> {
    return this.#fault
  }

  get hasMore(): boolean {
    return this.#nextCursor.value !== undefined
  }

  row(id: string): ReadonlySignal<MessageSummary> | undefined {
    return this.#rows.get(id)
  }

  /** Loads the newest messages of a filter. */
  async load(query: Query): Promise<void> {
    this.#query = query
    const epoch = ++this.#epoch
    this.#isLoading.value = true
    const page = await this.#read({ limit: String(pageSize) }, epoch)
    if (page === undefined) return
    this.#ids.value = []
    this.#take(page.messages)
    this.#show(page.messages, page.nextCursor)
  }

  async loadMore(): Promise<void> {
    const cursor = this.#nextCursor.peek()
    if (cursor === undefined || this.#isLoading.peek()) return
    const epoch = this.#epoch
    this.#isLoading.value = true
    const page = await this.#read({ limit: String(pageSize), cursor }, epoch)
    if (page === undefined) return
    this.#take(page.messages)
    const fresh = page.messages.filter(({ id }) => !this.#ids.peek().includes(id))
    this.#ids.value = [...this.#ids.peek(), ...fresh.map(({ id }) => id)]
    this.#nextCursor.value = page.nextCursor
  }

  /** Reads again what is on the page: nothing is assumed after the hub was away. */
  async reread(): Promise<void> {
    const wanted = this.#ids.peek().length
    const epoch = ++this.#epoch
    let messages: readonly MessageSummary[] = []
    let cursor: string | undefined
    for (let reads = 0; reads < mostRereads && (reads === 0 || cursor !== undefined); reads++) {
      const limit = String(Math.min(largestPage, Math.max(pageSize, wanted - messages.length)))
      const page = await this.#read({ limit, ...(cursor === undefined ? {} : { cursor }) }, epoch)
      if (page === undefined) return
      messages = [...messages, ...page.messages]
      cursor = page.nextCursor
      if (messages.length >= wanted) break
    }
    this.#take(messages)
    this.#show(messages, cursor)
  }

  /** Takes over a report: of a message on the page at once, of a new one by asking for the newest. */
  reported(report: Report): void {
    const row = this.#rows.get(report.id)
    if (row !== undefined) row.value = summaryAfter(row.peek(), report)
    else if (this.#isOfThisPage(report)) this.#refreshSoon()
  }

  close(): void {
    this.#epoch++
    clearTimeout(this.#timer)
  }

  /** Reports of messages that are older than what has been loaded are left to "Load more". */
  #isOfThisPage({ acceptedAt }: Report): boolean {
    const oldest = this.#rows.get(this.#ids.peek().at(-1) ?? '')?.peek()
    return oldest === undefined || this.#nextCursor.peek() === undefined || acceptedAt >= oldest.acceptedAt
  }

  #refreshSoon(): void {
    const pause = this.#lastRefreshAt + pauseMs - Date.now()
    this.#timer ??= setTimeout(() => void this.#refreshHead(), Math.max(settleMs, pause))
  }

  async #refreshHead(): Promise<void> {
    this.#lastRefreshAt = Date.now()
    this.#timer = undefined
    const page = await this.#read({ limit: String(pageSize) }, this.#epoch)
    if (page === undefined) return
    this.#take(page.messages)
    const merged = headMerged(
      this.#ids.peek(),
      page.messages.map(({ id }) => id),
    )
    if (merged === undefined || merged.length > mostKept) this.#show(page.messages, page.nextCursor)
    else if (merged !== this.#ids.peek()) this.#ids.value = merged
  }

  async #read(part: Query, epoch: number): Promise<MessageList | undefined> {
    const answer = await this.#ask({ ...this.#query, ...part })
    if (epoch !== this.#epoch) return undefined
    this.#isLoading.value = false
    this.#fault.value = answer.ok ? undefined : answer.error
    return answer.ok ? answer.value : undefined
  }

  #take(messages: readonly MessageSummary[]): void {
    for (const message of messages) {
      const row = this.#rows.get(message.id)
      if (row === undefined) this.#rows.set(message.id, signal(message))
      else row.value = message
    }
  }

  #show(messages: readonly MessageSummary[], cursor: string | undefined): void {
    const ids = messages.map(({ id }) => id)
    this.#ids.value = ids
    this.#nextCursor.value = cursor
    const shown = new Set(ids)
    for (const id of this.#rows.keys()) if (!shown.has(id)) this.#rows.delete(id)
  }
}
