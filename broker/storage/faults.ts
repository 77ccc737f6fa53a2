/**
 * What a failed statement means: `busy` and `unavailable` pass by themselves or when somebody repairs the database, and
 * trying again helps; `refused` is in what was to be written, and would fail for ever.
 */
export type Fault = 'busy' | 'unavailable' | 'refused'

/** SQLITE_BUSY and SQLITE_LOCKED. */
const busy = [5, 6]
/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH and SQLITE_RANGE. */
const refusedBySqlite = [18, 19, 20, 25]
/** Data exceptions and violated constraints. A missing table or right is for the operator to mend. */
const refusedByPostgres = /^2[23]/
const postgresState = /^[0-9A-Z]{5}$/

/** Sorts an error of either database. What is neither's counts as unavailable, so that nothing is given up too early. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return 'unavailable'
  if ('errcode' in error) {
    const code = Number(error.errcode) & 0xff
    if (busy.includes(code)) return 'busy'
    return refusedBySqlite.includes(code) ? 'refused' : 'unavailable'
  }
  if ('code' in error && typeof error.code === 'string' && postgresState.test(error.code)) {
    return refusedByPostgres.test(error.code) ? 'refused' : 'unavailable'
  }
  return error instanceof TypeError || error instanceof RangeError ? 'refused' : 'unavailable'
}

/** The sentence of an error, also of one that gathers several and has none itself. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
