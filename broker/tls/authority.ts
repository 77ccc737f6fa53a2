import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/** A certificate and its private key, both in PEM. */
export interface KeyPair {
  readonly cert: string
  readonly key: string
}

const dayMs = 86_400_000
/** Long, for boards have it in their flash. */
const authorityDays = 3650
/** Apple's systems refuse what is good for longer. */
const hubDays = 397
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** A certificate authority that does nothing but sign this hub. Its key never leaves the files of the hub. */
export async function createAuthority(now: Date): Promise<KeyPair> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: 'CN=Marquee hub',
    ...validFor(authorityDays, now),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: pem(certificate), key: await keyInPem(keys.privateKey) }
}

/** A certificate for a hub that is reached under these host names and addresses. */
export async function signHub(authority: KeyPair, names: readonly string[], now: Date): Promise<KeyPair> {
  const keys = await newKeys()
  const issuer = new x509.X509Certificate(authority.cert)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    issuer: issuer.subject,
    subject: [{ CN: [names[0] ?? 'Marquee'] }],
    ...validFor(hubDays, now),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await readKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: pem(certificate), key: await keyInPem(keys.privateKey) }
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/** Positive, and never the same twice (RFC 5280, 4.1.2.2). */
function newSerialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`
}

/** From an hour ago, for boards whose clock is a little behind. */
function validFor(days: number, now: Date): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now.getTime() - dayMs / 24), notAfter: new Date(now.getTime() + days * dayMs) }
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

async function keyInPem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}

function readKey(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(key), algorithm, false, ['sign'])
}
