import { MarqueeError } from '#contract/errors.ts'
import type { Principal } from '../access/principal.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'

interface Allowance {
  left: number
  at: number
}

/** Lets each person write so much and no more. The answer throws `limit_reached` with the time to wait. */
export function createWriters(clock: Clock): (principal: Principal) => void {
  const allowances = new Map<string, Allowance>()

  function refilled(key: string): Allowance {
    const now = clock.now()
    const { left, at } = allowances.get(key) ?? { left: limits.maxRoomBurst, at: now }
    const gained = (Math.max(0, now - at) * limits.roomMessagesPerSecond) / 1000
    return { left: Math.min(limits.maxRoomBurst, left + gained), at: now }
  }

  return ({ kind, id }) => {
    const key = `${kind} ${id}`
    const { left, at } = refilled(key)
    if (left < 1) {
      const retryAfterMs = Math.ceil(((1 - left) * 1000) / limits.roomMessagesPerSecond)
      throw new MarqueeError({
        code: 'limit_reached',
        message: `you write faster than others can read; write again in ${Math.ceil(retryAfterMs / 1000)} s`,
        retryAfterMs,
      })
    }
    // At the end, so that those who have been quiet go first.
    allowances.delete(key)
    allowances.set(key, { left: left - 1, at })
    for (const oldest of allowances.keys()) {
      if (allowances.size <= limits.maxCountedWriters) break
      allowances.delete(oldest)
    }
  }
}
