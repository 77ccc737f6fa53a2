import { MarqueeError } from '#contract/errors.ts'
import type { Principal } from '../access/principal.ts'
import { hashOf, newSecret } from '../access/secret.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'

interface Ticket {
  readonly principal: Principal
  readonly clientId: string
  readonly expiresAt: number
}

/** Passwords for one CONNECT of one page. In memory, as hashes. */
export interface MqttTickets {
  /** Throws `limit_reached` when too many are open. `expiresAt` is in ms since 1970. */
  issue(principal: Principal, clientId: string): { readonly ticket: string; readonly expiresAt: number }
  /** Whose it is, if it was given for this client id and is not over; it is used up either way. */
  redeem(ticket: string, clientId: string): Principal | undefined
  /** Takes back those of everybody of whom `isGone` says so. */
  revoke(isGone: (principal: Principal) => boolean): void
  /** The log-ins that still have a ticket. */
  principals(): readonly Principal[]
}

export function createMqttTickets(clock: Clock): MqttTickets {
  const tickets = new Map<string, Ticket>()
  const keyOf = (ticket: string) => hashOf(ticket).toString('base64url')

  function dropExpired(): void {
    const now = clock.now()
    // In the order of their making, and all live equally long.
    for (const [key, { expiresAt }] of tickets) {
      if (expiresAt > now) return
      tickets.delete(key)
    }
  }

  return {
    issue(principal, clientId) {
      dropExpired()
      const ofSame = [...tickets.values()].filter((each) => each.principal.session === principal.session)
      if (ofSame.length >= limits.maxTicketsPerLogin || tickets.size >= limits.maxTickets)
        throw new MarqueeError({
          code: 'limit_reached',
          retryAfterMs: limits.ticketMs,
          message: `${ofSame.length} tickets of this log-in wait to be used; each is over after a minute`,
        })
      const ticket = newSecret('mqw')
      const expiresAt = clock.now() + limits.ticketMs
      tickets.set(keyOf(ticket), { principal, clientId, expiresAt })
      return { ticket, expiresAt }
    },
    redeem(ticket, clientId) {
      const key = keyOf(ticket)
      const found = tickets.get(key)
      tickets.delete(key)
      if (found === undefined || found.clientId !== clientId || found.expiresAt <= clock.now()) return undefined
      return found.principal
    },
    revoke(isGone) {
      for (const [key, { principal }] of tickets) if (isGone(principal)) tickets.delete(key)
    },
    principals() {
      dropExpired()
      return [...tickets.values()].map(({ principal }) => principal)
    },
  }
}
