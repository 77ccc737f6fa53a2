import { anyonePrincipal, localPrincipal, type Principal } from '../access/principal.ts'
import type { Owner } from './schedules-repository.ts'

interface Options {
  readonly access: 'protected' | 'open'
  readonly trustLoopback: boolean
  readonly user: (id: string) => Promise<Principal | undefined>
  readonly token: (id: string) => Principal | undefined
}

/** What the owner of a schedule may do now, or why they may not send any more. */
export type Standing = { readonly principal: Principal } | { readonly fault: string }

const senders: readonly string[] = ['operator', 'administrator']

/** Asks again each time: whoever was let in once may have been shown the door since. */
export function createOwners({ access, trustLoopback, user, token }: Options) {
  async function find({ kind, id }: Owner): Promise<Principal | undefined> {
    if (access === 'open' && (kind === 'anyone' || kind === 'local')) return anyonePrincipal
    switch (kind) {
      case 'user':
        return user(id)
      case 'token':
        return token(id)
      case 'local':
        return trustLoopback ? localPrincipal : undefined
      default:
        return undefined
    }
  }

  return async (owner: Owner): Promise<Standing> => {
    const principal = await find(owner)
    if (principal === undefined)
      return { fault: `${owner.name}, who made this, is gone or disabled; save it again as somebody who may send` }
    if (senders.includes(principal.role)) return { principal }
    return { fault: `${principal.name}, who made this, is ${principal.role} now; sending takes the role operator` }
  }
}

export type Owners = ReturnType<typeof createOwners>
