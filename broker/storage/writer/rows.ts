import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Batch, Source } from './batch.ts'

/** Inserts rows. Runs again after a failure, perhaps with rows that are there already. */
export type WriteRows<Row> = (transaction: SqlTransaction, rows: readonly Row[]) => Promise<void>

interface Options<Row> {
  readonly write: WriteRows<Row>
  readonly limit: number
  readonly maxRowsPerInsert: number
  readonly onChange: () => void
}

/** Rows of a log, in order; the oldest make room when the database is away for too long. */
export class Rows<Row> implements Source {
  readonly #options: Options<Row>
  #pending: Row[] = []
  dropped = 0

  constructor(options: Options<Row>) {
    this.#options = options
  }

  get size(): number {
    return this.#pending.length
  }

  append(row: Row): void {
    this.#pending.push(row)
    // Cutting off many at a time keeps the average cost of one constant.
    if (this.#pending.length >= this.#options.limit * 1.1) this.#bound()
    this.#options.onChange()
  }

  take(): Batch {
    this.#bound()
    const taken = this.#pending
    this.#pending = []
    return this.#batch(taken)
  }

  #batch(rows: readonly Row[]): Batch {
    const { write, maxRowsPerInsert } = this.#options
    return {
      size: rows.length,
      async write(transaction) {
        for (const some of chunks(rows, maxRowsPerInsert)) await write(transaction, some)
      },
      putBack: () => {
        this.#pending = [...rows, ...this.#pending]
        this.#bound()
      },
      halves: () => {
        const middle = rows.length >> 1
        return [this.#batch(rows.slice(0, middle)), this.#batch(rows.slice(middle))]
      },
    }
  }

  #bound(): void {
    const over = this.#pending.length - this.#options.limit
    if (over <= 0) return
    this.#pending.splice(0, over)
    this.dropped += over
  }
}
