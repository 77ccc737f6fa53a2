import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'

/** What a TLS listener shows, in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

export interface CertificateFiles {
  readonly current: Certificate
  /** Told when the files hold another certificate that is good. */
  onChanged(listener: (certificate: Certificate) => void): void
  close(): void
}

export interface CertificatePaths {
  readonly certFile: string
  readonly keyFile: string
}

/**
 * Reads a certificate and its key, and looks every few seconds whether there are newer ones. What is not good then is told
 * in the log, and what was good stays in use. Throws, with a sentence for the operator, if it is not good at first.
 */
export function openCertificateFiles(
  paths: CertificatePaths,
  log: Log,
  { intervalMs = limits.checkCertificateIntervalMs }: { readonly intervalMs?: number } = {},
): CertificateFiles {
  const listeners: ((certificate: Certificate) => void)[] = []
  let current = read(paths)
  let looked = fingerprintOf(current)
  tell(current, log)

  function look(): void {
    let next: Certificate
    try {
      next = read(paths)
    } catch (error) {
      log.error({ reason: (error as Error).message }, 'the new certificate is not good; the one before stays in use')
      return
    }
    const fingerprint = fingerprintOf(next)
    if (fingerprint === looked) return
    looked = fingerprint
    current = next
    tell(current, log)
    for (const listener of listeners) listener(current)
  }

  // Polling also sees what replaces a folder or a link, as certbot and Kubernetes do.
  const options = { interval: intervalMs, persistent: false }
  for (const file of [paths.certFile, paths.keyFile]) watchFile(file, options, look)
  return {
    get current() {
      return current
    },
    onChanged: (listener) => void listeners.push(listener),
    close() {
      for (const file of [paths.certFile, paths.keyFile]) unwatchFile(file, look)
    },
  }
}

function read({ certFile, keyFile }: CertificatePaths): Certificate {
  const certificate = {
    cert: readNamed(certFile, 'MARQUEE_TLS_CERT'),
    key: readNamed(keyFile, 'MARQUEE_TLS_KEY'),
  }
  try {
    createSecureContext(certificate)
  } catch (cause) {
    const why = (cause as Error).message
    const message = `${certFile} and ${keyFile} are not a certificate and its key in PEM (${why}); see MARQUEE_TLS_CERT and MARQUEE_TLS_KEY`
    throw new Error(message, { cause })
  }
  return certificate
}

function readNamed(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const message = `${file} (${variable}) cannot be read (${(cause as NodeJS.ErrnoException).code}); name a file that this user may read`
    throw new Error(message, { cause })
  }
}

function fingerprintOf({ cert, key }: Certificate): string {
  return createHash('sha256').update(cert).update('\0').update(key).digest('hex')
}

function tell({ cert }: Certificate, log: Log): void {
  const { subjectAltName, validTo, validToDate } = new X509Certificate(cert) as X509Certificate & { validToDate?: Date }
  const expires = validToDate ?? new Date(validTo)
  if (expires.getTime() < Date.now()) log.error({ expires: validTo }, 'the certificate has expired')
  else log.info({ names: subjectAltName, expires: validTo }, 'certificate in use')
}
