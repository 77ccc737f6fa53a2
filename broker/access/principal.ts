import type { DisplayId } from '#contract/ids.ts'

export type AccessRole = 'viewer' | 'operator' | 'administrator' | 'bridge' | 'display' | 'pairing'

/** The displays and groups that somebody is limited to; who has none reaches all of them. */
export interface Reach {
  readonly displays: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
}

/** Who is behind a connection or a request, and what that makes of it. */
export interface Principal {
  /** `local`: nobody in particular, on the hub's own machine. `anyone`: nobody in particular, in open access. */
  readonly kind: 'user' | 'token' | 'display' | 'pairing' | 'local' | 'anyone'
  /** Unique within its kind: user id, token id, display id, board. */
  readonly id: string
  /** As people know them; what messages and the audit log name. */
  readonly name: string
  readonly role: AccessRole
  readonly reach?: Reach
  /** The browser session or the like that this ends with. */
  readonly session?: string
}

export function displayPrincipal(id: DisplayId): Principal {
  return { kind: 'display', id, name: id, role: 'display' }
}

/** A board that has no credentials yet; `board` is its MAC in hex. */
export function pairingPrincipal(board: string): Principal {
  return { kind: 'pairing', id: board, name: board, role: 'pairing' }
}

/** Somebody on this machine without credentials, who is trusted as an operator. */
export const localPrincipal: Principal = { kind: 'local', id: 'local', name: 'this machine', role: 'operator' }
/** Somebody on this machine before anybody has claimed the hub. */
export const unclaimedPrincipal: Principal = { ...localPrincipal, role: 'administrator' }
/** Whoever comes while access is open. */
export const anyonePrincipal: Principal = { kind: 'anyone', id: 'anyone', name: 'anyone', role: 'administrator' }
