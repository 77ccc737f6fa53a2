import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
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
  let current = check(paths, read(paths))
  let looked = fingerprintOf(current)
  let fault: string | undefined
  tell(current, log)

  function look(): void {
    try {
      const next = read(paths)
      const fingerprint = fingerprintOf(next)
      if (fingerprint === looked) return
      looked = fingerprint
      current = check(paths, next)
    } catch (error) {
      const reason = (error as Error).message
      // Once for each reason, not every few seconds.
      if (reason !== fault) log.error({ reason }, 'the new certificate is not good; the one before stays in use')
      fault = reason
      return
    }
    fault = undefined
    tell(current, log)
    for (const listener of listeners) listener(current)
  }

  // Looking at what is in them also finds what came in the place of a folder or a link, as with certbot and Kubernetes.
  const timer = setInterval(look, intervalMs).unref()
  return {
    get current() {
      return current
    },
    onChanged: (listener) => void listeners.push(listener),
    close: () => clearInterval(timer),
  }
}

function read({ certFile, keyFile }: CertificatePaths): Certificate {
  return { cert: readNamed(certFile, 'MARQUEE_TLS_CERT'), key: readNamed(keyFile, 'MARQUEE_TLS_KEY') }
}

/** Throws if they do not belong together. */
function check({ certFile, keyFile }: CertificatePaths, certificate: Certificate): Certificate {
  try {
    createSecureContext(certificate)
    return certificate
  } catch (cause) {
    const why = (cause as Error).message
    const message = `${certFile} and ${keyFile} are not a certificate and its key in PEM (${why}); see MARQUEE_TLS_CERT and MARQUEE_TLS_KEY`
    throw new Error(message, { cause })
  }
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
