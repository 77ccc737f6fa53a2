import { randomInt } from 'node:crypto'
import { MarqueeError } from '#contract/errors.ts'
import { hashOf, isSameHash } from '../access/secret.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PeopleStore } from './people-store.ts'

/** Letters that nobody takes for a digit or for one another, and that make no words. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ'
const codeLetters = 12
const recheckMs = 1000

/** Becoming the administrator of a hub that has none. */
export interface Claim {
  isClaimed(): boolean
  /** Looks from time to time whether somebody was made an administrator elsewhere, such as on the command line. Never waits. */
  refresh(): void
  /** Writes the code to the log, while there is something to claim. */
  announce(url: string): void
  /** Runs `work`, which makes the administrator, once. Throws `conflict` when there is one, `not_authorised` for a wrong code. */
  run<Result>(code: string | undefined, isLocal: boolean, work: () => Promise<Result>): Promise<Result>
}

interface Options {
  readonly store: Pick<PeopleStore, 'hasAdministrator'>
  readonly clock: Clock
  readonly log: Log
  /** Hears of the claim once. */
  readonly onClaimed: () => void
}

export async function createClaim({ store, clock, log, onClaimed }: Options): Promise<Claim> {
  let isClaimed = await store.hasAdministrator()
  let isRunning = false
  let checkedAt = clock.now()
  const code = newCode()
  const codeHash = hashOf(lettersOf(code))

  function claimed(): void {
    if (isClaimed) return
    isClaimed = true
    onClaimed()
  }

  async function look(): Promise<boolean> {
    checkedAt = clock.now()
    if (await store.hasAdministrator()) claimed()
    return isClaimed
  }

  return {
    isClaimed: () => isClaimed,
    refresh() {
      if (isClaimed || clock.now() - checkedAt < recheckMs) return
      // Without its database the hub stays what it is.
      look().catch((error: Error) => log.debug({ reason: error.message }, 'whether the hub is claimed is not known'))
    },
    announce(url) {
      if (isClaimed) return
      log.warn({ code }, `Nobody is the administrator of this hub yet. Open ${url}/claim and give the code ${code}`)
    },
    async run(given, isLocal, work) {
      if (isClaimed || isRunning) throw alreadyClaimed()
      if (!isLocal && !isSameHash(hashOf(lettersOf(given ?? '')), codeHash))
        throw new MarqueeError({
          code: 'not_authorised',
          field: 'code',
          message: 'the code is wrong; the hub writes it to its log when it starts',
        })
      isRunning = true
      try {
        if (await look().catch(unavailable)) throw alreadyClaimed()
        const result = await work()
        claimed()
        return result
      } finally {
        isRunning = false
      }
    },
  }
}

function unavailable(cause: unknown): never {
  const message = 'the hub cannot be claimed at this moment, because its database is not available'
  throw new MarqueeError({ code: 'unavailable', message }, { cause })
}

function alreadyClaimed(): MarqueeError {
  return new MarqueeError({ code: 'conflict', message: 'this hub has an administrator already' })
}

/** `XXXX-XXXX-XXXX`: 51 bits, for as long as the process lives. */
function newCode(): string {
  const letters = Array.from({ length: codeLetters }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/.{4}(?=.)/g, '$&-')
}

function lettersOf(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z]/g, '')
}
