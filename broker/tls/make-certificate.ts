import { X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAuthority, type KeyPair, signHub } from './authority.ts'

export interface MadeCertificate {
  readonly certFile: string
  readonly keyFile: string
  /** What boards and browsers are given to trust. */
  readonly authorityFile: string
  readonly authority: string
  /** SHA-256 of the authority's certificate, as openssl and browsers show it. */
  readonly authorityFingerprint: string
  /** SHA-256 of the hub's own certificate. */
  readonly fingerprint: string
  readonly names: readonly string[]
  readonly expires: Date
  /** The authority was there before, so that boards which trust it need nothing new. */
  readonly isRenewal: boolean
}

/**
 * Makes a certificate for a hub, in files that only their owner can read, with the authority of that folder or a new one.
 * Throws if the authority that is there cannot be read, for boards trust it.
 */
export async function makeCertificate(folder: string, names: readonly string[], now: Date): Promise<MadeCertificate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = (name: string) => join(folder, name)
  const isRenewal = existsSync(file('authority.pem'))
  const authority = isRenewal
    ? { cert: readFileSync(file('authority.pem'), 'utf8'), key: readFileSync(file('authority-key.pem'), 'utf8') }
    : await createAuthority(now)
  const hub = await signHub(authority, names, now)
  if (!isRenewal) writePair(authority, file('authority.pem'), file('authority-key.pem'))
  writePair({ ...hub, cert: hub.cert + authority.cert }, file('hub.pem'), file('hub-key.pem'))
  const { fingerprint256, validTo } = new X509Certificate(hub.cert)
  return {
    certFile: file('hub.pem'),
    keyFile: file('hub-key.pem'),
    authorityFile: file('authority.pem'),
    authority: authority.cert,
    authorityFingerprint: new X509Certificate(authority.cert).fingerprint256,
    fingerprint: fingerprint256,
    names,
    expires: new Date(validTo),
    isRenewal,
  }
}

/** The key first: a hub that looks in between finds a pair that does not fit and keeps the one it has. */
function writePair({ cert, key }: KeyPair, certFile: string, keyFile: string): void {
  for (const [path, content] of [
    [keyFile, key],
    [certFile, cert],
  ] as const) {
    const fresh = `${path}.new`
    writeFileSync(fresh, content, { mode: 0o600 })
    chmodSync(fresh, 0o600)
    renameSync(fresh, path)
  }
}
