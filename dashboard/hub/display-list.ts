import type { DisplayView } from '#contract/http.ts'
import { callHub } from './http-calls.ts'
import { decodeScreen } from './screen-bytes.ts'
import type { HubEvent, ListedDisplay } from './worker-messages.ts'

const settleMs = 250

/** Reads the list of displays from the hub: what MQTT does not tell (since when, groups, virtual, what is gone). */
export class DisplayList {
  readonly #tell: (event: HubEvent) => void
  #timer: ReturnType<typeof setTimeout> | undefined
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

  async read(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
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
}

function listed({ since, screen, ...display }: DisplayView): ListedDisplay {
  return { ...display, since: Date.parse(since), ...(screen === undefined ? {} : { screen: decodeScreen(screen) }) }
}
