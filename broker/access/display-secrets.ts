import { hashOf, isSameHash, newSecret } from './secret.ts'

/** The secrets that displays connect with, in memory as hashes; looked up at every CONNECT. */
export interface DisplaySecrets {
  has(display: string): boolean
  verify(display: string, secret: string): boolean
  /** The hashes of the secrets that a display may use from now on: none closes it out, two while one is replaced. */
  set(display: string, hashes: readonly Uint8Array[]): void
  /** A secret that ends with the process, for a display that the hub runs itself. */
  lend(display: string): string
  forget(display: string): void
}

export function createDisplaySecrets(): DisplaySecrets {
  const hashes = new Map<string, readonly Uint8Array[]>()
  return {
    has: (display) => hashes.has(display),
    verify(display, secret) {
      const hash = hashOf(secret)
      return hashes.get(display)?.some((known) => isSameHash(known, hash)) ?? false
    },
    set: (display, known) => void hashes.set(display, known),
    lend(display) {
      const secret = newSecret('mqd')
      hashes.set(display, [hashOf(secret)])
      return secret
    },
    forget: (display) => void hashes.delete(display),
  }
}
