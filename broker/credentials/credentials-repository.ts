import type { DisplayId } from '#contract/ids.ts'

/** What is kept of the credentials of one display: hashes, never a secret. Times are ms since 1970. */
export interface KeptCredentials {
  readonly display: DisplayId
  /** SHA-256 of the secret, in hex. */
  readonly secretHash: string
  /** That of the secret that takes over as soon as it is used. */
  readonly nextSecretHash: string | undefined
  /** When the newest of the two was issued. */
  readonly issuedAt: number
  readonly lastUsedAt: number | undefined
  /** Closed out since then. */
  readonly disabledAt: number | undefined
}

/** Where the credentials of displays are kept. Their display must be kept before them, or at once with them. */
export interface CredentialsRepository {
  /** Rejects if they cannot be read. */
  load(): Promise<KeptCredentials[]>
  put(credentials: KeptCredentials): void
  remove(display: DisplayId): void
  /** When a display last connected; nothing happens if its credentials are not kept (any more). */
  used(display: DisplayId, at: number): void
  /** The secret of this hash takes over; nothing happens if it does not wait for that (any more). */
  promote(display: DisplayId, nextSecretHash: string): void
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
  /**
   * Told of all credentials each time that another hub on the same database may have changed some. Those that this hub
   * changed meanwhile are its own, and newer than what was read.
   */
  onChangedElsewhere(listener: (kept: readonly KeptCredentials[], isOurs: (display: string) => boolean) => void): void
}
