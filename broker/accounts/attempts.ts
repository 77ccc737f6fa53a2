import { isIPv6 } from 'node:net'
import { MarqueeError } from '#contract/errors.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import { FailureCounter } from './failure-counter.ts'

/**
 * Slows guessing down: of one account from one address, of anything from one address, and of one account from all the
 * addresses that have never got in. An owner who has logged in from an address before is not locked out by others.
 * Addresses are those of sockets, which no header can change.
 */
export interface Attempts {
  /**
   * Counts a try before its outcome is known, so that many at once do not slip through. Throws `limit_reached`.
   * Answers what to call when it succeeded.
   */
  begin(address: string, account?: string): () => void
}

export function createAttempts(clock: Clock): Attempts {
  const { firstPauseMs, longestPauseMs, forgetMs } = limits.attempts
  const counter = (free: number) =>
    new FailureCounter({ clock, free, firstPauseMs, longestPauseMs, forgetMs, maxKeys: limits.attempts.maxKeys })
  const pairs = counter(limits.attempts.freePerAccountAndAddress)
  const addresses = counter(limits.attempts.freePerAddress)
  const accounts = counter(limits.attempts.freePerAccount)
  /** Pairs of account and address that got in, the last one at the end. */
  const known = new Set<string>()

  function remember(pair: string): void {
    known.delete(pair)
    known.add(pair)
    for (const oldest of known) {
      if (known.size <= limits.attempts.maxKeys) return
      known.delete(oldest)
    }
  }

  return {
    begin(address, account) {
      const place = placeOf(address)
      const pair = JSON.stringify([account, place])
      const isKnown = account !== undefined && known.has(pair)
      const counted: (readonly [FailureCounter, string])[] = [[addresses, place]]
      if (account !== undefined) counted.push([pairs, pair])
      if (account !== undefined && !isKnown) counted.push([accounts, account])
      const pauseMs = Math.max(...counted.map(([each, key]) => each.pauseMs(key)))
      if (pauseMs > 0) throw tooMany(pauseMs)
      for (const [each, key] of counted) each.failed(key)
      return () => {
        for (const [each, key] of counted) each.undo(key)
        if (account === undefined) return
        pairs.forget(pair)
        remember(pair)
      }
    },
  }
}

function tooMany(pauseMs: number): MarqueeError {
  const seconds = Math.ceil(pauseMs / 1000)
  return new MarqueeError({
    code: 'limit_reached',
    retryAfterMs: pauseMs,
    message: `too many tries; try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
  })
}

/** Whoever has one IPv6 address has 2^64 of them. */
function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const all = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - rest.length).fill('0'), ...rest]
  return all.slice(0, 4).join(':')
}
