import { MarqueeError } from '#contract/errors.ts'

/** By then some of those who wait have had their turn. */
const turnMs = 5000

/**
 * Runs work a few at a time, so that many log-ins at once take neither all the memory nor all the threads. Rejects with
 * `limit_reached` when too many wait already.
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < atOnce) running++
    else {
      if (queue.length >= waiting)
        throw new MarqueeError({
          code: 'limit_reached',
          retryAfterMs: turnMs,
          message: 'too many people log in at this moment; try again in a few seconds',
        })
      // Whoever finishes hands over its place.
      await new Promise<void>((resolve) => queue.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
