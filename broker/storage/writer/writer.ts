import { MarqueeError } from '#contract/errors.ts'
import { limits } from '../../limits.ts'
import { faultOf, reasonOf } from '../faults.ts'
import type { SqlDatabase } from '../sql-database.ts'
import type { Batch, Source } from './batch.ts'
import { Changes, type WriteChanges } from './changes.ts'
import { Retry } from './retry.ts'
import { Rows, type WriteRows } from './rows.ts'
import { Waiters } from './waiters.ts'

interface Options {
  readonly transaction: SqlDatabase['transaction']
  /** Hears of each fault of the database once, and when it is over. */
  readonly onUnavailable: (reason: string) => void
  readonly onAvailable: () => void
  /** Hears of each change that the database will never take. */
  readonly onRefused: (reason: string) => void
  readonly writeDelayMs?: number
  readonly retryMinMs?: number
  readonly retryMaxMs?: number
}

export interface WriterHealth {
  /** Why the database is not available; `undefined` if it is. */
  readonly fault: string | undefined
  readonly pending: number
  readonly dropped: number
}

/**
 * Writes behind: changes are collected, and all that were made meanwhile go into one transaction, in the order in which
 * the sources were opened, so that what others refer to comes first. While the database is away they wait, bounded, and
 * nobody else does.
 */
export class Writer {
  readonly #options: Options
  readonly #sources: Source[] = []
  readonly #waiters = new Waiters()
  readonly #retry: Retry
  #running: Promise<void> | undefined
  #changes = 0
  #underWay = 0
  #fault: string | undefined
  #isClosed = false

  constructor(options: Options) {
    this.#options = options
    const { writeDelayMs = limits.databaseWriteDelayMs } = options
    const { retryMinMs = limits.databaseRetryMinMs, retryMaxMs = limits.databaseRetryMaxMs } = options
    this.#retry = new Retry({ delayMs: writeDelayMs, minMs: retryMinMs, maxMs: retryMaxMs, run: () => this.#start() })
  }

  /** For state: only the last value of each key is written. */
  changes<Value>(write: WriteChanges<Value>, limit: number = limits.maxPendingChanges): Changes<Value> {
    return this.#open(new Changes({ write, limit, onChange: () => this.#changed() }))
  }

  /** For logs: every row is written. */
  rows<Row>(write: WriteRows<Row>, limit: number = limits.maxPendingRows): Rows<Row> {
    const { maxRowsPerInsert } = limits
    return this.#open(new Rows({ write, limit, maxRowsPerInsert, onChange: () => this.#changed() }))
  }

  get health(): WriterHealth {
    const sum = (of: (source: Source) => number) => this.#sources.reduce((total, source) => total + of(source), 0)
    const pending = this.#underWay + sum(({ size }) => size)
    return { fault: this.#fault, pending, dropped: sum(({ dropped }) => dropped) }
  }

  /**
   * Resolves when all that was changed before is in the database. Rejects with `unavailable` when that takes longer than
   * `maxWaitMs`, which may be infinite; it is then tried on.
   */
  written(maxWaitMs: number = limits.maxDatabaseWaitMs): Promise<void> {
    if (this.#isClosed) return Promise.reject(this.#unavailable('the hub is closing'))
    if (this.#running === undefined && this.health.pending === 0) return Promise.resolve()
    this.#retry.now()
    return this.#waiters.wait(this.#changes, maxWaitMs, () => this.#unavailable(this.#fault ?? 'it does not answer'))
  }

  /** Finds out whether the database is there, also when there is nothing to write. */
  check(): void {
    if (this.#running === undefined && !this.#isClosed) this.#retry.now()
  }

  /** Writes what is left, for at most `maxWaitMs`; answers how many changes could not be written. */
  async close(maxWaitMs: number = limits.closeDatabaseTimeoutMs / 2): Promise<number> {
    await this.written(maxWaitMs).catch(() => {})
    this.#isClosed = true
    this.#retry.stop()
    return this.health.pending
  }

  #open<Opened extends Source>(source: Opened): Opened {
    this.#sources.push(source)
    return source
  }

  #changed(): void {
    this.#changes++
    if (this.#running === undefined && !this.#isClosed) this.#retry.soon()
  }

  #start(): void {
    if (this.#running !== undefined || this.#isClosed) return
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      this.#underWay = 0
      if (this.health.pending === 0 || this.#isClosed) return
      if (this.#waiters.isEmpty) this.#retry.soon()
      else this.#retry.now()
    })
  }

  /** One round. Never rejects. */
  async #run(): Promise<void> {
    const upTo = this.#changes
    const batches = this.#sources.filter(({ size }) => size > 0).map((source) => ({ source, batch: source.take() }))
    this.#underWay = batches.reduce((total, { batch }) => total + batch.size, 0)
    try {
      await this.#write(batches.map(({ batch }) => batch))
    } catch (error) {
      if (faultOf(error) !== 'refused') return this.#fail(batches, error)
      if (!(await this.#writeApart(batches))) return
    }
    this.#retry.succeeded()
    if (this.#fault !== undefined) this.#options.onAvailable()
    this.#fault = undefined
    this.#underWay = 0
    this.#waiters.done(upTo)
  }

  /** Something in there is refused for ever: everything else is written, in smaller and smaller parts. */
  async #writeApart(taken: readonly Taken[]): Promise<boolean> {
    const left = [...taken]
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { source, batch } = next
      try {
        await this.#write([batch])
      } catch (error) {
        if (faultOf(error) !== 'refused') {
          this.#fail([next, ...left], error)
          return false
        }
        if (batch.size > 1) left.unshift(...batch.halves().map((half) => ({ source, batch: half })))
        else {
          source.dropped++
          this.#options.onRefused(reasonOf(error))
        }
      }
    }
    return true
  }

  #write(batches: readonly Batch[]): Promise<void> {
    return this.#options.transaction(async (transaction) => {
      for (const batch of batches) await batch.write(transaction)
    })
  }

  #fail(batches: readonly Taken[], error: unknown): void {
    // Backwards, so that what was first stays first.
    for (const { batch } of batches.toReversed()) batch.putBack()
    this.#underWay = 0
    const reason = reasonOf(error)
    if (this.#fault === undefined) this.#options.onUnavailable(reason)
    this.#fault = reason
    this.#retry.failed()
  }

  #unavailable(reason: string): MarqueeError {
    return new MarqueeError({
      code: 'unavailable',
      retryAfterMs: limits.databaseRetryMaxMs,
      message: `this is in effect, but it could not be saved yet, because the database is not available (${reason}); it is saved as soon as that is back`,
    })
  }
}

interface Taken {
  readonly source: Source
  readonly batch: Batch
}
