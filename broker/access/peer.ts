import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Who is at the other end of a connection. */
export interface Peer {
  readonly address: string
  /** On this machine, and not merely passed on by a proxy on this machine. */
  readonly isLocal: boolean
  /** A page in a browser, which also other sites can make come. */
  readonly isBrowser: boolean
}

/** True for 127.0.0.0/8, ::1 and their IPv4-mapped forms. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}

/** The peer of a plain TCP connection. */
export function peerOfSocket(socket: { remoteAddress?: string | undefined }): Peer {
  const address = socket.remoteAddress ?? 'unknown'
  return { address, isLocal: isLoopbackAddress(address), isBrowser: false }
}

/** The peer of an HTTP request. A request that a proxy forwarded is never local: the proxy is, its client may not be. */
export function peerOfRequest(request: IncomingMessage): Peer {
  const peer = peerOfSocket(request.socket)
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => request.headers[name] !== undefined,
  )
  const isBrowser = ['origin', 'sec-fetch-site', 'sec-fetch-mode'].some((name) => request.headers[name] !== undefined)
  return { ...peer, isLocal: peer.isLocal && !isForwarded, isBrowser }
}
