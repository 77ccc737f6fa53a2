import type { IncomingMessage } from 'node:http'
import type { ErrorBody } from '#contract/errors.ts'
import { type Authenticated, type ConnectAttempt, createAuthentication, type Verifiers } from './authentication.ts'
import { isLoopbackAddress, type Peer, peerOfRequest } from './peer.ts'
import { createRights, type Rights, type RightsFacts } from './rights.ts'

const foreignOrigin: ErrorBody = { code: 'not_authorised', message: 'Requests from pages of other sites are refused.' }

/** Whom the hub serves, and what they may do. `refuse…` answers `undefined` for yes, otherwise the reason. */
export interface Access {
  readonly rights: Rights
  /** Who a CONNECT is from. */
  authenticate(attempt: ConnectAttempt): Authenticated
  peerOf(request: IncomingMessage): Peer
  /** Pages of other sites, whose requests a browser sends from this very machine. */
  refuseOrigin(request: IncomingMessage): ErrorBody | undefined
}

export interface AccessOptions {
  readonly access: 'protected' | 'open'
  readonly publicUrl: string | undefined
  readonly trustLoopback: boolean
  readonly verifiers: Verifiers
  readonly facts: Omit<RightsFacts, 'hasSecret'>
}

export function createAccess({ access: mode, publicUrl, trustLoopback, verifiers, facts }: AccessOptions): Access {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host
  const rights = createRights({ ...facts, hasSecret: verifiers.hasSecret })
  const authenticate = createAuthentication({ access: mode, trustLoopback, verifiers, rights })

  /** A name of somebody else that resolves to 127.0.0.1 (DNS rebinding) makes a page of theirs come from this machine. */
  function peerOf(request: IncomingMessage): Peer {
    const peer = peerOfRequest(request)
    const { host } = request.headers
    return { ...peer, isLocal: peer.isLocal && (host === publicHost || isLoopbackHost(host)) }
  }

  const refuseOrigin = (request: IncomingMessage) =>
    isSameOrigin(request, request.headers.host, publicHost) ? undefined : foreignOrigin

  return { rights, authenticate, peerOf, refuseOrigin }
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
  const { origin } = request.headers
  if (origin === undefined)
    return isFromHere(request.headers['sec-fetch-site'], request.method) || isNavigation(request)
  if (!URL.canParse(origin)) return false
  const from = new URL(origin).host
  return from === host || from === publicHost
}

/** What changes something does not come from a neighbour either, such as another port of this machine. */
function isFromHere(site: string | string[] | undefined, method: string | undefined): boolean {
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return site === 'same-site' && (method === 'GET' || method === 'HEAD')
}

/** Following a link from another site to the dashboard is fine; it reads nothing back. */
function isNavigation(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
}
