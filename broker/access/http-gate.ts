import type { IncomingMessage } from 'node:http'
import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import { isDisplayId, isName } from '#contract/ids.ts'
import type { Operation } from '#contract/operation.ts'
import { type Role, roleSchema } from '#contract/people.ts'
import type { Target } from '#contract/topics.ts'
import type { Caller } from '../http/handler.ts'
import type { Access } from './access.ts'
import type { Verifiers } from './authentication.ts'
import { anyonePrincipal, localPrincipal, type Principal, unclaimedPrincipal } from './principal.ts'

/** Says who sends an HTTP request, and whether they may call an operation. */
export interface HttpGate {
  /** Throws `not_authenticated` for credentials that are wrong: whoever sends some wants to be somebody. */
  identify(request: IncomingMessage): Promise<Caller>
  /** Throws `not_authenticated`, `not_authorised`, or `unknown_…` for what is out of reach. */
  check(caller: Caller, operation: Pick<Operation, 'access' | 'about'>, id?: string): void
}

interface Options {
  readonly access: 'protected' | 'open'
  readonly trustLoopback: boolean
  readonly verifiers: Pick<Verifiers, 'token' | 'isClaimed'>
  readonly peerOf: Access['peerOf']
  readonly mayReach: Access['rights']['mayReach']
  /** Log-ins of people. */
  readonly logIns: {
    identify(caller: Pick<Caller, 'headers' | 'peer'>): Promise<{ readonly principal: Principal } | undefined>
    refreshClaim(): void
  }
  /** Slows down whoever tries tokens; answers what to call for a good one. */
  readonly beginAttempt: (address: string) => () => void
}

const ranks: Record<Role, number> = { viewer: 1, operator: 2, administrator: 3 }

export function createHttpGate(options: Options): HttpGate {
  const { verifiers, peerOf, mayReach, logIns } = options

  async function identify(request: IncomingMessage): Promise<Caller> {
    const peer = peerOf(request)
    const { headers } = request
    const caller = (principal: Principal | undefined): Caller => ({ principal, peer, headers })
    if (headers.authorization !== undefined) return caller(ofToken(headers.authorization, peer.address))
    const person = await logIns.identify({ headers, peer })
    if (person !== undefined) return caller(person.principal)
    return caller(nameless(peer))
  }

  function ofToken(authorization: string, address: string): Principal {
    const succeeded = options.beginAttempt(address)
    const secret = /^Bearer (mqt_[\w-]+)$/i.exec(authorization)?.[1]
    const principal = secret === undefined ? undefined : verifiers.token(secret)
    if (principal === undefined)
      throw new MarqueeError({
        code: 'not_authenticated',
        message: 'this token is not valid; send "Authorization: Bearer mqt_…" with one that is',
      })
    succeeded()
    return principal
  }

  function nameless({ isLocal, isBrowser }: Caller['peer']): Principal | undefined {
    if (options.access === 'open') return anyonePrincipal
    logIns.refreshClaim()
    if (!isLocal) return undefined
    if (!verifiers.isClaimed()) return unclaimedPrincipal
    return !isBrowser && options.trustLoopback ? localPrincipal : undefined
  }

  function refuseNobody(): MarqueeError {
    return verifiers.isClaimed()
      ? new MarqueeError({ code: 'not_authenticated', message: 'log in, or send an API token' })
      : new MarqueeError({
          code: 'not_authorised',
          message:
            'nobody has claimed this hub yet, so it serves its own machine only; open /claim and give the code of its log, or start it with MARQUEE_ACCESS=open to serve everybody',
        })
  }

  return {
    identify,
    check({ principal }, { access, about }, id = '') {
      if (access === 'anyone') return
      if (principal === undefined) throw refuseNobody()
      if (access === 'person') {
        if (principal.kind === 'user') return
        throw new MarqueeError({ code: 'not_authenticated', message: 'this is for people who have logged in' })
      }
      const role = roleSchema.safeParse(principal.role).data
      if (role === undefined || ranks[role] < ranks[access])
        throw new MarqueeError({
          code: 'not_authorised',
          message: `this takes the role ${access}; ${principal.name} is ${principal.role}`,
        })
      if (principal.reach === undefined) return
      if (about === undefined && access === 'administrator')
        throw new MarqueeError({
          code: 'not_authorised',
          message: `this concerns the whole hub; ${principal.name} is limited to some displays and groups`,
        })
      const refused = about === undefined ? undefined : refuseTarget(principal, about, id)
      if (refused !== undefined) throw new MarqueeError(refused)
    },
  }

  function refuseTarget(principal: Principal, about: NonNullable<Operation['about']>, id: string) {
    const target = targetOf(about, id)
    return target === undefined || mayReach(principal, target) ? undefined : outOfReach(target)
  }
}

function targetOf(about: NonNullable<Operation['about']>, id: string): Target | undefined {
  if (about === 'all') return { kind: 'all' }
  // What cannot be a name is told so where the parameters are read.
  if (about === 'group') return isName(id) ? { kind: 'group', id } : undefined
  return isDisplayId(id) ? { kind: 'display', id } : undefined
}

/** What is out of somebody's reach is not there for them. */
export function outOfReach(target: Target): ErrorBody {
  if (target.kind === 'all')
    return { code: 'not_authorised', message: 'you are limited to some displays and groups, and cannot send to all' }
  return target.kind === 'group'
    ? { code: 'unknown_group', message: `there is no group "${target.id}" within your reach` }
    : { code: 'unknown_display', message: `there is no display "${target.id}" within your reach` }
}
