import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { limits } from '../limits.ts'
import type { CertificateFiles } from './certificate-files.ts'

/** HTTP, or HTTPS with a certificate. */
export type WebServer = Server | TlsServer

/** A server that does not listen yet. With a certificate it speaks TLS alone, and shows a newer one to whoever comes then. */
export function createWebServer(app: RequestListener, certificate: CertificateFiles | undefined): WebServer {
  if (certificate === undefined) return createServer(app)
  const server = createTlsServer({ ...certificate.current, handshakeTimeout: limits.connectTimeoutMs }, app)
  certificate.onChanged((current) => server.setSecureContext(current))
  return server
}
