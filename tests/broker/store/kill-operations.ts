import { storeOptions } from './open-store.ts'
import { type Operation, operationKinds } from './random-operations.ts'

/** Says how many operations the state on disk comprises; one more retained topic, outside of those of the operations. */
export const progressTopic = '$progress'

export const killOptions = storeOptions({ limits: { maxQueuedPerSession: 40, maxQueuedMessages: 100 } })

/** The operation of a number: the same in the process that is killed and in the one that checks. */
export function operationAt(seed: number, index: number): Operation {
  const random = scramble(seed * 1_000_003 + index)
  return {
    kind: operationKinds[random % operationKinds.length] ?? 'publish',
    which: scramble(random + 1) % 97,
    what: scramble(random + 2) % 97,
    text: `m${index}`,
  }
}

/** The finaliser of MurmurHash3. */
function scramble(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
