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
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
}
