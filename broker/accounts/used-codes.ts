import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'

/** Codes of authenticator apps that were used: each lets somebody in once [RFC 6238 section 5.2]. */
export interface UsedCodes {
  /** Answers whether this is the first use while the code is valid. */
  use(userId: string, code: string): boolean
}

export function createUsedCodes(clock: Clock): UsedCodes {
  const used = new Map<string, number>()
  return {
    use(userId, code) {
      const now = clock.now()
      // In the order of their use, and all are kept equally long.
      for (const [key, until] of used) {
        if (until > now && used.size < limits.maxUsedCodes) break
        used.delete(key)
      }
      const key = `${userId} ${code}`
      if (used.has(key)) return false
      used.set(key, now + limits.usedCodeMs)
      return true
    },
  }
}
