import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** `mqd_` is the secret of a display, `mqt_` an API token, `mqw_` the ticket of a page in a browser. */
export type SecretKind = 'mqd' | 'mqt' | 'mqw'

const secretBytes = 32

/** A new secret of 256 random bits: its kind, `_`, and 43 characters of base64url. */
export function newSecret(kind: SecretKind): string {
  return `${kind}_${randomBytes(secretBytes).toString('base64url')}`
}

/**
 * What is kept of a secret: its SHA-256, 32 bytes. A slow hash would add nothing to 256 random bits, and thousands of boards
 * that come back at once would wait minutes for it.
 */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares in constant time. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
