import type { SqlTransaction } from '../sql-database.ts'
import type { Batch, Source } from './batch.ts'

/** Writes the last value of each key; `undefined` is one that was removed. Runs again after a failure. */
export type WriteChanges<Value> = (
  transaction: SqlTransaction,
  changes: ReadonlyMap<string, Value | undefined>,
) => Promise<void>

interface Options<Value> {
  readonly write: WriteChanges<Value>
  readonly limit: number
  readonly onChange: () => void
}

/** The last value of each key that has changed, in the order in which the keys first did. */
export class Changes<Value> implements Source {
  readonly #options: Options<Value>
  readonly #watches = new Set<Set<string>>()
  #pending = new Map<string, Value | undefined>()
  dropped = 0

  constructor(options: Options<Value>) {
    this.#options = options
  }

  get size(): number {
    return this.#pending.size
  }

  set(key: string, value: Value | undefined): void {
    this.#pending.set(key, value)
    for (const keys of this.#watches) keys.add(key)
    this.#bound()
    this.#options.onChange()
  }

  /** The keys that are set from now on, until `end` is called. */
  watch(): { readonly keys: ReadonlySet<string>; end(): void } {
    const keys = new Set<string>()
    this.#watches.add(keys)
    return { keys, end: () => void this.#watches.delete(keys) }
  }

  take(): Batch {
    const taken = this.#pending
    this.#pending = new Map()
    return this.#batch(taken)
  }

  #batch(changes: ReadonlyMap<string, Value | undefined>): Batch {
    return {
      size: changes.size,
      write: (transaction) => this.#options.write(transaction, changes),
      putBack: () => {
        this.#pending = new Map([...changes, ...this.#pending])
        this.#bound()
      },
      halves: () => {
        const all = [...changes]
        const middle = all.length >> 1
        return [this.#batch(new Map(all.slice(0, middle))), this.#batch(new Map(all.slice(middle)))]
      },
    }
  }

  #bound(): void {
    for (const key of this.#pending.keys()) {
      if (this.#pending.size <= this.#options.limit) return
      this.#pending.delete(key)
      this.dropped++
    }
  }
}
