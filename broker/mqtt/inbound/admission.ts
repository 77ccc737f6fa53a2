import type { ErrorBody } from '#contract/errors.ts'
import { isLoopbackAddress, type Peer } from '../../access/peer.ts'
import { limits } from '../../limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** Bounds how many connections there are, and how fast one address opens them. */
export interface Admission {
  /** Answers why a connection of this peer is turned away, or `undefined`. */
  refuse(peer: Peer): ErrorBody | undefined
}

interface Options {
  readonly openConnections: () => number
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number
}

export function createAdmission({ openConnections, now = () => performance.now() }: Options): Admission {
  const buckets = new Map<string, TokenBucket>()
  const options = { perSecond: limits.maxConnectsPerSecond, burst: limits.maxConnectBurst }

  function bucketOf(address: string): TokenBucket {
    const known = buckets.get(address)
    if (known !== undefined) return known
    const openedAt = now()
    if (buckets.size >= limits.maxCountedAddresses) {
      for (const [other, bucket] of buckets) if (bucket.isFull(openedAt)) buckets.delete(other)
    }
    if (buckets.size >= limits.maxCountedAddresses) buckets.clear()
    const bucket = new TokenBucket({ ...options, now: openedAt })
    buckets.set(address, bucket)
    return bucket
  }

  return {
    refuse({ address }) {
      if (openConnections() >= limits.maxConnections) {
        return { code: 'limit_reached', message: `the hub serves at most ${limits.maxConnections} MQTT connections` }
      }
      // A proxy on this machine passes on many clients.
      if (isLoopbackAddress(address) || bucketOf(address).take(now) === 0) return undefined
      return { code: 'limit_reached', message: 'this address connects too often' }
    },
  }
}
