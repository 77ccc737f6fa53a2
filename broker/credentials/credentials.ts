import type { CredentialsView, Credentials as IssuedCredentials } from '#contract/boards.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { DisplaySecrets } from '../access/display-secrets.ts'
import { hashOf, newSecret } from '../access/secret.ts'
import { type Clock, isoTime } from '../clock.ts'
import { limits } from '../limits.ts'
import type { CredentialsRepository, KeptCredentials } from './credentials-repository.ts'

/** A secret of a display while it is replaced: the new one, and until when the one before is good at most. */
export interface Rotation {
  readonly secret: string
  /** ms since 1970. */
  readonly oldUntil: number
}

/** What displays connect with. Everything is decided in memory; what is issued takes effect when it is kept. */
export interface Credentials {
  has(display: string): boolean
  view(display: string): CredentialsView | undefined
  /** Whether a secret is one that the display may connect with now. A new one that is used ends the one before. */
  verify(display: string, secret: string): boolean
  /**
   * Issues the first secret of a display, or with `replace` one that ends all others at once. Rejects with `conflict`,
   * `limit_reached`, or `unavailable` with nothing changed.
   */
  issue(display: DisplayId, options?: { readonly replace?: boolean | undefined }): Promise<IssuedCredentials>
  /** Rejects with `conflict` for a display without credentials, or `unavailable` with nothing changed. */
  rotate(display: DisplayId): Promise<Rotation>
  /** Closes a display out, or lets it in again, at once. Resolves when that is kept; rejects with `conflict` or `unavailable`. */
  setEnabled(display: DisplayId, enabled: boolean): Promise<void>
  /** Ends the credentials of a display at once. The caller waits until that is kept. */
  forget(display: DisplayId): void
  close(): void
}

interface Options {
  readonly repository: CredentialsRepository
  readonly secrets: DisplaySecrets
  readonly clock: Clock
  /** Makes a display known and answers whether there is room for it. */
  readonly expect: (display: DisplayId) => boolean
  /** Resolves when displays and credentials are kept; rejects with `unavailable`. */
  readonly saved: () => Promise<void>
  /** Told of each display whose connections were made with what is not good any more. */
  readonly onRevoked: (display: DisplayId) => void
}

/** Loads what displays connect with; rejects if it cannot be read. */
export async function createCredentials(options: Options): Promise<Credentials> {
  const { repository, secrets, clock, saved, onRevoked } = options
  const known = new Map<string, KeptCredentials>()
  /** Displays for which a secret is on its way into the database. */
  const issuing = new Set<string>()
  let deadline: NodeJS.Timeout | undefined

  for (const kept of await repository.load()) apply(kept)
  endOldSecrets()

  function apply(kept: KeptCredentials): void {
    known.set(kept.display, kept)
    const { secretHash, nextSecretHash } = kept
    const hashes = nextSecretHash === undefined ? [secretHash] : [secretHash, nextSecretHash]
    secrets.set(kept.display, kept.disabledAt === undefined ? hashes.map((hash) => Buffer.from(hash, 'hex')) : [])
  }

  function change(kept: KeptCredentials): void {
    apply(kept)
    // What is being issued is written with a change of its own, which must stay the last one.
    if (!issuing.has(kept.display)) repository.put(kept)
  }

  function find(display: DisplayId): KeptCredentials {
    const kept = known.get(display)
    if (kept !== undefined) return kept
    const message = `${display} has no credentials; pair its board, or issue some with \`marquee display add ${display}\``
    throw new MarqueeError({ code: 'conflict', message })
  }

  /** Keeps what will be; if that fails, what was. */
  async function keep(next: KeptCredentials): Promise<void> {
    const { display } = next
    if (issuing.has(display)) throw conflict(`${display} is being issued a secret at this moment`)
    issuing.add(display)
    try {
      if (!options.expect(display)) throw tooMany()
      repository.put(next)
      await saved()
      if (!issuing.has(display)) throw conflict(`${display} was forgotten meanwhile`)
    } catch (error) {
      const before = known.get(display)
      if (before === undefined) repository.remove(display)
      else repository.put(before)
      throw error
    } finally {
      issuing.delete(display)
    }
    apply(next)
  }

  function promote(kept: KeptCredentials & { readonly nextSecretHash: string }): void {
    change({ ...kept, secretHash: kept.nextSecretHash, nextSecretHash: undefined })
  }

  /** Ends the secrets whose time beside a new one is over, and wakes up for the next of them. */
  function endOldSecrets(): void {
    clearTimeout(deadline)
    let next = Number.POSITIVE_INFINITY
    for (const kept of known.values()) {
      if (!isRotating(kept)) continue
      const until = oldUntil(kept)
      if (until <= clock.now()) {
        promote(kept)
        onRevoked(kept.display)
      } else next = Math.min(next, until)
    }
    if (next < Number.POSITIVE_INFINITY) deadline = setTimeout(endOldSecrets, next - clock.now()).unref()
  }

  return {
    has: (display) => known.has(display) || issuing.has(display),
    view(display) {
      const kept = known.get(display)
      return kept === undefined ? undefined : viewOf(kept)
    },
    verify(display, secret) {
      const rotated = known.get(display)
      // A timer alone would be late on a machine that slept.
      if (rotated !== undefined && isRotating(rotated) && oldUntil(rotated) <= clock.now()) endOldSecrets()
      if (!secrets.verify(display, secret)) return false
      const kept = known.get(display)
      // One that the hub lent to a virtual display.
      if (kept === undefined) return true
      const now = clock.now() - (clock.now() % limits.lastUsedResolutionMs)
      if (isRotating(kept) && hashOf(secret).toString('hex') === kept.nextSecretHash)
        promote({ ...kept, lastUsedAt: now })
      else if (kept.lastUsedAt !== now) change({ ...kept, lastUsedAt: now })
      return true
    },
    async issue(display, { replace = false } = {}) {
      if (!known.has(display) && secrets.has(display)) throw conflict(`${display} is a virtual display of the hub`)
      if (known.has(display) && !replace)
        throw conflict(`${display} has credentials already; replace them, forget ${display}, or choose another id`)
      const secret = newSecret('mqd')
      await keep({
        display,
        secretHash: hashOf(secret).toString('hex'),
        nextSecretHash: undefined,
        issuedAt: clock.now(),
        lastUsedAt: undefined,
        disabledAt: undefined,
      })
      onRevoked(display)
      return { id: display, secret }
    },
    async rotate(display) {
      const kept = find(display)
      const secret = newSecret('mqd')
      const next = { ...kept, nextSecretHash: hashOf(secret).toString('hex'), issuedAt: clock.now() }
      await keep(next)
      endOldSecrets()
      return { secret, oldUntil: oldUntil(next) }
    },
    async setEnabled(display, enabled) {
      const { disabledAt, ...kept } = find(display)
      if (issuing.has(display)) throw conflict(`${display} is being issued a secret at this moment`)
      change({ ...kept, disabledAt: enabled ? undefined : (disabledAt ?? clock.now()) })
      if (!enabled) onRevoked(display)
      await saved()
    },
    forget(display) {
      const wasKnown = known.delete(display)
      if (!issuing.delete(display) && !wasKnown) return
      secrets.forget(display)
      repository.remove(display)
      onRevoked(display)
    },
    close: () => clearTimeout(deadline),
  }
}

function isRotating(kept: KeptCredentials): kept is KeptCredentials & { readonly nextSecretHash: string } {
  return kept.nextSecretHash !== undefined
}

function oldUntil({ issuedAt }: KeptCredentials): number {
  return issuedAt + limits.oldSecretMs
}

function viewOf(kept: KeptCredentials): CredentialsView {
  const { issuedAt, lastUsedAt, disabledAt } = kept
  return {
    issued: isoTime(issuedAt),
    ...(lastUsedAt === undefined ? {} : { lastUsed: isoTime(lastUsedAt) }),
    enabled: disabledAt === undefined,
    rotating: isRotating(kept),
  }
}

function conflict(message: string): MarqueeError {
  return new MarqueeError({ code: 'conflict', field: 'id', message })
}

function tooMany(): MarqueeError {
  const message = `the hub knows ${limits.maxDisplays} displays already; forget one first`
  return new MarqueeError({ code: 'limit_reached', message })
}
