import type { CreateToken } from '#contract/tokens.ts'

/** What is kept of an API token: the hash, never the secret. Times are ms since 1970. */
export interface KeptToken {
  readonly id: string
  readonly name: string
  readonly role: CreateToken['role']
  /** The displays and groups that it is limited to; `undefined` is all. */
  readonly scope: { readonly displays: readonly string[]; readonly groups: readonly string[] } | undefined
  /** SHA-256 of the secret, in hex. */
  readonly secretHash: string
  readonly createdAt: number
  /** The id of the user who made it, who may be gone. */
  readonly createdBy: string | undefined
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
}

/** Where API tokens are kept. */
export interface TokensRepository {
  /** Rejects if they cannot be read. */
  load(): Promise<KeptToken[]>
  put(token: KeptToken): void
  /** When a token was last used; nothing happens to one that is not kept (any more). */
  used(id: string, at: number): void
  remove(id: string): void
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
  /**
   * Told of all tokens each time that another hub on the same database may have changed some. Those that this hub changed
   * meanwhile are its own, and newer than what was read.
   */
  onChangedElsewhere(listener: (kept: readonly KeptToken[], isOurs: (id: string) => boolean) => void): void
}
