import type { DisplayView } from '#contract/http.ts'
import { callHub } from './http-calls.ts'
import { decodeScreen } from './screen-bytes.ts'
import type { HubEvent, ListedDisplay } from './worker-messages.ts'

const settleMs = 250
/** Nothing tells when quiet hours begin and end. */
const renewMs = 60_000

/** Reads the list of displays from the hub: what MQTT does not tell (since when, groups, virtual, what is gone). */
export class DisplayList {
  readonly #tell: (event: HubEvent) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #renewal: ReturnType<typeof setTimeout> | undefined
  #isSeen = true
  #known = new Set<string>()

  constructor(tell: (event: HubEvent) => void) {
    this.#tell = tell
  }

  knows(id: string): boolean {
    return this.#known.has(id)
  }

  /** Reads soon; many reasons at the same time lead to one reading. */
  readSoon(): void {
    this.#timer ??= setTimeout(() => void this.read(), settleMs)
  }

  /** A list that nobody looks at is not renewed. */
  setVisible(isVisible: boolean): void {
    this.#isSeen = isVisible
    this.#renew()
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#renew()
    const askedAt = Date.now()
    const answer = await callHub('listDisplays')
    if (!answer.ok) {
      this.#tell({ type: 'listFailed', error: answer.error })
      return
    }
    const { displays } = answer.value
    this.#known = new Set(displays.map((display) => display.id))
    this.#tell({ type: 'list', askedAt, displays: displays.map(listed) })
  }

  #renew(): void {
    clearTimeout(this.#renewal)
    this.#renewal = this.#isSeen ? setTimeout(() => void this.read(), renewMs) : undefined
  }
}

function listed({ since, screen, ...display }: DisplayView): ListedDisplay {
  return { ...display, since: Date.parse(since), ...(screen === undefined ? {} : { screen: decodeScreen(screen) }) }
}
