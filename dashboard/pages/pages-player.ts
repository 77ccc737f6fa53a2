import type { Page } from '#contract/page.ts'
import { type CoreScreen, DisplayCore, type DisplaySize } from '#display-core/display-core.ts'
import type { NamedPage } from './turn.ts'

const encoder = new TextEncoder()
const longestStepMs = 1000
/** Longer than any page stays. */
const mostSkippedMs = 86_400_000

/** Plays pages in turn as a display of one size would, on a clock of its own that can be stopped. */
export class PagesPlayer {
  readonly #core: DisplayCore
  #now = 0
  #untilTickMs = 0

  /** The pages, all of one `when`, take turns in the order in which they are given. Pages for offline lose the hub now. */
  constructor(module: WebAssembly.Module, size: DisplaySize, pages: readonly NamedPage[]) {
    const { columns, rows, rom } = size
    const about = { id: 'preview', firmware: 'preview', board: 'preview', capabilities: [] }
    this.#core = new DisplayCore(module, { columns, rows, rom, ...about })
    this.#core.connected(0)
    this.#core.setClock(Date.now(), 0)
    if (pages.some(({ page }) => page.when === 'offline')) this.#core.disconnected(0)
    for (const [index, page] of pages.entries())
      this.#core.receive(`displays/preview/page/${turnName(index)}`, encoder.encode(payloadOf(page)), 0)
  }

  /** Time until the picture may change. */
  get untilTickMs(): number {
    return Math.min(Math.max(this.#untilTickMs, 16), longestStepMs)
  }

  advance(elapsedMs: number): CoreScreen {
    this.#now += elapsedMs
    this.#untilTickMs = this.#core.tick(this.#now)
    // Nobody listens to a preview; what it publishes is taken away so that it does not pile up.
    this.#core.publications()
    return this.#core.screen()
  }

  /** Lets time pass until the next page is on the glass. */
  skip(): CoreScreen {
    const before = this.#core.screen().page
    let screen = this.advance(0)
    for (let passed = 0; screen.page === before && passed < mostSkippedMs; passed += this.#untilTickMs)
      screen = this.advance(this.#untilTickMs)
    return screen
  }
}

/** Names sort as the pages are to come. */
function turnName(index: number): string {
  return `p${String(index).padStart(3, '0')}`
}

/** Which of the pages is on the glass. */
export function turnOf({ page }: Pick<CoreScreen, 'page'>): number | undefined {
  return page === undefined ? undefined : Number(page.slice(1))
}

const longPast = '2000-01-01T00:00:00Z'

/** The page as a display gets it, without what decides in which order it comes and when it goes. */
function payloadOf({ page, text, isStale = false }: NamedPage): string {
  const { title, from, showMs, when, align, overflow, scrollMs, pageMs, backlight } = page
  const shown: Page = { text: text === '' ? ' ' : text }
  const fields = { title, from, showMs, when, align, overflow, scrollMs, pageMs, backlight }
  return JSON.stringify({ ...shown, ...fields, ...(isStale ? { staleAt: longPast } : {}) })
}
