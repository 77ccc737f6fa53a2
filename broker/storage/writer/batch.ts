import type { SqlTransaction } from '../sql-database.ts'

/** Changes that were taken out to be written. */
export interface Batch {
  readonly size: number
  write(transaction: SqlTransaction): Promise<void>
  /** Puts them back to be tried again; what was changed meanwhile wins. */
  putBack(): void
  /** Two halves, of a batch of more than one, to find what the database refuses. */
  halves(): [Batch, Batch]
}

/** Collects the changes of one repository until the writer takes them. */
export interface Source {
  readonly size: number
  /** How many changes were let go, because too many waited or the database refuses them. */
  dropped: number
  take(): Batch
}
