import { limits } from '../../limits.ts'
import { Retry } from '../writer/retry.ts'

/** Reads one table again: once for however many changes came meanwhile, and later and later while that fails. */
export class Rereading {
  readonly #reread: () => Promise<void>
  readonly #retry = new Retry({
    delayMs: limits.databaseRereadDelayMs,
    minMs: limits.databaseRetryMinMs,
    maxMs: limits.databaseRetryMaxMs,
    run: () => void this.#run(),
  })
  #isRunning = false
  #isDue = false
  #isClosed = false

  constructor(reread: () => Promise<void>) {
    this.#reread = reread
  }

  /** Something has changed, so that what is being read now does not count as read. */
  due(): void {
    if (this.#isClosed) return
    this.#isDue = true
    if (!this.#isRunning) this.#retry.soon()
  }

  close(): void {
    this.#isClosed = true
    this.#retry.stop()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    this.#isDue = false
    try {
      await this.#reread()
      this.#retry.succeeded()
    } catch {
      this.#retry.failed()
      this.#isDue = true
    }
    this.#isRunning = false
    if (this.#isDue) this.due()
  }
}
