import { MarqueeError } from '#contract/errors.ts'
import { reasonOf } from './faults.ts'

/** Asks the database at once. Rejects with `unavailable` when it does not answer. */
export async function answered<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    const message = `the database is not available (${reasonOf(error)}); try again later`
    throw new MarqueeError({ code: 'unavailable', message }, { cause: error })
  }
}
