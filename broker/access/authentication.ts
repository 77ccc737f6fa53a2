import type { ErrorBody } from '#contract/errors.ts'
import { isDisplayId } from '#contract/ids.ts'
import type { Peer } from './peer.ts'
import {
  anyonePrincipal,
  displayPrincipal,
  localPrincipal,
  type Principal,
  pairingPrincipal,
  unclaimedPrincipal,
} from './principal.ts'
import type { Rights } from './rights.ts'

/** What a client says of itself in its CONNECT. */
export interface ConnectAttempt {
  readonly clientId: string
  readonly username: string | undefined
  readonly password: string | undefined
  readonly willTopic: string | undefined
  readonly peer: Peer
}

/** Why a CONNECT is refused: a wrong secret, no right to be here, or a client id that belongs to somebody else. */
export interface ConnectRefusal {
  readonly kind: 'bad_credentials' | 'not_authorised' | 'client_id_taken'
  readonly error: ErrorBody
}

export type Authenticated = { readonly principal: Principal } | { readonly refusal: ConnectRefusal }

/** Looks secrets up. Everything answers at once, from memory. */
export interface Verifiers {
  display(id: string, secret: string): boolean
  token(secret: string): Principal | undefined
  /** The ticket of a page; `clientId` is the one it was given for. Good for one CONNECT. */
  ticket(ticket: string, clientId: string): Principal | undefined
  /** Whether a board without credentials may connect now to be paired; the reason if not. */
  refusePairing(board: string, peer: Peer): ErrorBody | undefined
  hasSecret(display: string): boolean
  /** Somebody is the administrator of this hub. */
  isClaimed(): boolean
}

interface Options {
  readonly access: 'protected' | 'open'
  readonly trustLoopback: boolean
  readonly verifiers: Verifiers
  readonly rights: Pick<Rights, 'mayPublish'>
}

const pairingClientId = /^pair-([0-9a-f]{12})$/
const pageClientId = /^web-/

/** Decides who a connection belongs to. A display's client id is its id; nobody else may use it. */
export function createAuthentication({ access, trustLoopback, verifiers, rights }: Options) {
  function identify({ clientId, username, password, peer }: ConnectAttempt): Authenticated {
    if (password?.startsWith('mqw_')) {
      const principal = verifiers.ticket(password, clientId)
      return principal === undefined ? refuse('bad_credentials', 'This ticket is not valid any more.') : { principal }
    }
    if (password?.startsWith('mqt_')) {
      const principal = verifiers.token(password)
      return principal === undefined ? refuse('bad_credentials', 'This token is not valid.') : { principal }
    }
    // Many a program sends an empty user name for none.
    if ((username ?? '') !== '' || (password ?? '') !== '')
      return identifyDisplay(clientId, username ?? '', password ?? '')
    const board = pairingClientId.exec(clientId)?.[1]
    if (board !== undefined) {
      const error = verifiers.refusePairing(board, peer)
      return error === undefined
        ? { principal: pairingPrincipal(board) }
        : { refusal: { kind: 'not_authorised', error } }
    }
    return identifyNameless(peer)
  }

  function identifyDisplay(clientId: string, username: string, secret: string): Authenticated {
    if (!isDisplayId(username) || !verifiers.display(username, secret))
      return refuse('bad_credentials', 'The user name or the password is wrong. A display uses its id and its secret.')
    if (clientId !== username)
      return refuse('client_id_taken', `The client id of a display is its id: "${username}", not "${clientId}".`)
    return { principal: displayPrincipal(username) }
  }

  function identifyNameless(peer: Peer): Authenticated {
    if (access === 'open') return { principal: anyonePrincipal }
    if (peer.isLocal && !verifiers.isClaimed()) return { principal: unclaimedPrincipal }
    if (peer.isLocal && !peer.isBrowser && trustLoopback) return { principal: localPrincipal }
    return refuse(
      'not_authorised',
      'This hub serves nobody without credentials. A display uses its id and its secret, a program an API token as its password.',
    )
  }

  function refuseClientId({ clientId }: ConnectAttempt, { kind, id }: Principal): ConnectRefusal | undefined {
    const isReserved =
      (kind !== 'pairing' && pairingClientId.test(clientId)) ||
      (kind !== 'user' && pageClientId.test(clientId)) ||
      (verifiers.hasSecret(clientId) && !(kind === 'display' && id === clientId))
    if (!isReserved) return undefined
    const message = `The client id "${clientId}" belongs to somebody else.`
    return { kind: 'client_id_taken', error: { code: 'not_authorised', field: 'clientId', message } }
  }

  return (attempt: ConnectAttempt): Authenticated => {
    const identified = identify(attempt)
    if ('refusal' in identified) return identified
    const { principal } = identified
    const taken = refuseClientId(attempt, principal)
    if (taken !== undefined) return { refusal: taken }
    const { willTopic } = attempt
    if (willTopic !== undefined && !willTopic.startsWith('$') && !rights.mayPublish(principal, willTopic))
      return refuse('not_authorised', `${principal.name} may not publish its will to ${willTopic}.`)
    return identified
  }
}

function refuse(kind: ConnectRefusal['kind'], message: string): Authenticated {
  return { refusal: { kind, error: { code: 'not_authorised', message } } }
}
