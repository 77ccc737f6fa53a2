import type { Report } from '#contract/delivery.ts'
import { payloadParsers } from '#contract/payload.ts'
import { decodeScreen } from './screen-bytes.ts'
import type { HubEvent } from './worker-messages.ts'

const frameMs = 16
const hiddenMs = 1000

/** Collects what comes in and hands it to the page once per animation frame; of each screen only the newest. */
export class EventBatch {
  readonly #deliver: (events: readonly HubEvent[]) => void
  readonly #screens = new Map<string, Uint8Array>()
  readonly #reports = new Map<string, Report>()
  #events: HubEvent[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #visible = true

  constructor(deliver: (events: readonly HubEvent[]) => void) {
    this.#deliver = deliver
  }

  push(event: HubEvent): void {
    this.#events.push(event)
    this.#schedule()
  }

  /** Screens are parsed when they are handed over, so that a flood costs one parse per display and frame. */
  pushScreen(id: string, payload: Uint8Array): void {
    this.#screens.set(id, payload)
    this.#schedule()
  }

  /** A report may leave out displays that an earlier one had, so reports of one message are merged. */
  pushReport(report: Report): void {
    const displays = { ...this.#reports.get(report.id)?.displays, ...report.displays }
    this.#reports.set(report.id, { ...report, displays })
    this.#schedule()
  }

  /** A hidden page is told once a second. */
  setVisible(visible: boolean): void {
    this.#visible = visible
    if (visible) this.flush()
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.flush(), this.#visible ? frameMs : hiddenMs)
  }

  /** Hands over at once. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const events = this.#events
    this.#events = []
    for (const [id, payload] of this.#screens) {
      const screen = payloadParsers.screen(payload)
      if (screen.ok) events.push({ type: 'screen', id, screen: decodeScreen(screen.value) })
    }
    this.#screens.clear()
    for (const report of this.#reports.values()) events.push({ type: 'report', report })
    this.#reports.clear()
    if (events.length > 0) this.#deliver(events)
  }
}
