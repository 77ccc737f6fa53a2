import type { IncomingMessage } from 'node:http'
import type { ErrorBody } from '#contract/errors.ts'
import { isLoopbackAddress, type Peer, peerOfRequest } from './peer.ts'

const closed: ErrorBody = {
  code: 'not_authorised',
  message:
    'Marquee runs in protected mode and serves this machine only. Start it with MARQUEE_ACCESS=open to let everybody in who reaches it.',
}
const foreignOrigin: ErrorBody = { code: 'not_authorised', message: 'Requests from pages of other sites are refused.' }
const foreignHost: ErrorBody = {
  code: 'not_authorised',
  message:
    'In protected mode the hub answers only to localhost, 127.0.0.1 and [::1], and to the host of MARQUEE_PUBLIC_URL.',
}

/** Whom the hub serves. Each method answers `undefined` for yes, otherwise the reason. */
export interface Access {
  refusePeer(peer: Peer): ErrorBody | undefined
  refuseRequest(request: IncomingMessage): ErrorBody | undefined
}

/**
 * Until there are accounts: `protected` serves loopback addresses, `open` serves everybody.
 * In both modes a page of another site gets nothing, since browsers send its requests from this very machine.
 */
export function createAccess({
  access: mode,
  publicUrl,
}: {
  access: 'protected' | 'open'
  publicUrl: string | undefined
}): Access {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host

  const refusePeer = (peer: Peer) => (mode === 'open' || peer.isLocal ? undefined : closed)

  const refuseRequest = (request: IncomingMessage) => {
    const refused = refusePeer(peerOfRequest(request))
    if (refused !== undefined) return refused
    const host = request.headers.host
    // A name of somebody else that resolves to 127.0.0.1 (DNS rebinding) makes the hub same-origin with that page.
    if (mode === 'protected' && host !== publicHost && !isLoopbackHost(host)) return foreignHost
    return isSameOrigin(request, host, publicHost) ? undefined : foreignOrigin
  }

  return { refusePeer, refuseRequest }
}

function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return true
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  return name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name)
}

function isSameOrigin(request: IncomingMessage, host: string | undefined, publicHost: string | undefined): boolean {
  const origin = request.headers.origin
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site' || isNavigation(request)
  if (!URL.canParse(origin)) return false
  const from = new URL(origin).host
  return from === host || from === publicHost
}

/** Following a link from another site to the dashboard is fine; it reads nothing back. */
function isNavigation(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
}
