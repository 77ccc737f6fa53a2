/** Pauses between tries: they double up to a cap, and chance spreads those of many displays. */
export interface BackOff {
  /** The pause before the next try, in ms. */
  next(): number
  reset(): void
}

/** Each pause is between half and all of a length that doubles from `minMs` to `maxMs`. */
export function createBackOff({
  minMs,
  maxMs,
  random = Math.random,
}: {
  minMs: number
  maxMs: number
  random?: () => number
}): BackOff {
  let lengthMs = minMs
  return {
    next() {
      const pauseMs = Math.round(lengthMs * (0.5 + random() / 2))
      lengthMs = Math.min(lengthMs * 2, maxMs)
      return pauseMs
    },
    reset() {
      lengthMs = minMs
    },
  }
}
