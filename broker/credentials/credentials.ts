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
  /** Told of each display that another hub on the same database has forgotten. */
  readonly onForgottenElsewhere: (display: DisplayId) => void
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
  repository.onChangedElsewhere(follow)

  function apply(kept: KeptCredentials): void {
    known.set(kept.display, kept)
    secrets.set(
      kept.display,
      goodHashes(kept).map((hash) => Buffer.from(hash, 'hex')),
    )
  }

  function drop(display: DisplayId): boolean {
    const wasKnown = known.delete(display)
    if (!issuing.delete(display) && !wasKnown) return false
    secrets.forget(display)
    onRevoked(display)
    return true
  }

  /** What another hub on the same database has issued, replaced, disabled or ended counts here too. */
  function follow(all: readonly KeptCredentials[], isOurs: (display: string) => boolean): void {
    const kept = new Map<string, KeptCredentials>(all.map((each) => [each.display, each]))
    for (const { display } of [...known.values()]) {
      if (kept.has(display) || isOurs(display) || issuing.has(display)) continue
      drop(display)
      options.onForgottenElsewhere(display)
    }
    for (const next of all) {
      if (isOurs(next.display) || issuing.has(next.display)) continue
      const before = known.get(next.display)
      if (before === undefined) options.expect(next.display)
      apply({ ...next, lastUsedAt: latest(before?.lastUsedAt, next.lastUsedAt) })
      // Which secret a connection was made with is not known; whoever has a good one is back at once.
      const hashes = goodHashes(next)
      if (before === undefined || !goodHashes(before).every((hash) => hashes.includes(hash))) onRevoked(next.display)
    }
    endOldSecrets()
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
    const { display, nextSecretHash } = kept
    apply({ ...kept, secretHash: nextSecretHash, nextSecretHash: undefined })
    repository.promote(display, nextSecretHash)
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
      const used = { ...kept, lastUsedAt: now }
      if (kept.lastUsedAt !== now) {
        known.set(display, used)
        repository.used(kept.display, now)
      }
      if (isRotating(used) && hashOf(secret).toString('hex') === used.nextSecretHash) promote(used)
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
      const next = { ...kept, disabledAt: enabled ? undefined : (disabledAt ?? clock.now()) }
      apply(next)
      repository.put(next)
      if (!enabled) onRevoked(display)
      await saved()
    },
    forget(display) {
      if (drop(display)) repository.remove(display)
    },
    close: () => clearTimeout(deadline),
  }
}

function isRotating(kept: KeptCredentials): kept is KeptCredentials & { readonly nextSecretHash: string } {
  return kept.nextSecretHash !== undefined
}

/** The hashes of the secrets that a display may connect with now. */
function goodHashes({ secretHash, nextSecretHash, disabledAt }: KeptCredentials): readonly string[] {
  if (disabledAt !== undefined) return []
  return nextSecretHash === undefined ? [secretHash] : [secretHash, nextSecretHash]
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)
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
