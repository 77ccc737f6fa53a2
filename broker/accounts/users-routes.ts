import { MarqueeError } from '#contract/errors.ts'
import type { NewUser, UserChanges, UserView } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import { actorOf } from './caller.ts'
import type { LiveLogins } from './live-logins.ts'
import type { People } from './people.ts'

interface Options {
  readonly people: People
  readonly live: LiveLogins
  readonly audit: Audit
}

/** `/api/users`: what administrators do with people. Whatever takes something away counts at once. */
export function usersRoutes({ people, live, audit }: Options): Handlers {
  const note = (caller: Caller, action: string, { email, role }: UserView) =>
    audit.record({ actor: actorOf(caller), action, subject: email, details: { role } })

  return {
    listUsers: async () => ({ status: 200, body: { users: await people.list() } }),
    async addUser({ body, caller }) {
      const user = await people.add({ ...(body as NewUser), isVerified: true })
      note(caller, 'user.added', user)
      return { status: 201, body: user }
    },
    async changeUser({ params, body, caller }) {
      const changes = body as UserChanges
      const id = params['id'] ?? ''
      if (changes.disabled && caller.principal?.id === id)
        throw new MarqueeError({ code: 'conflict', field: 'disabled', message: 'nobody locks themselves out' })
      const user = await people.change(id, changes)
      await live.check()
      note(caller, user.disabled ? 'user.disabled' : 'user.changed', user)
      return { status: 200, body: user }
    },
    async deleteUser({ params, caller }) {
      const user = await people.remove(params['id'] ?? '')
      await live.check()
      note(caller, 'user.deleted', user)
      return { status: 204 }
    },
    async endLoginsOfUser({ params, caller }) {
      const user = await people.get(params['id'] ?? '')
      await people.endLogins(user.id)
      await live.check()
      note(caller, 'user.logged-out', user)
      return { status: 204 }
    },
    async removeSecondFactorOfUser({ params, caller }) {
      const user = await people.removeSecondFactor(params['id'] ?? '')
      note(caller, 'user.second-factor-removed', user)
      return { status: 204 }
    },
  }
}
