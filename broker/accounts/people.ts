import { MarqueeError } from '#contract/errors.ts'
import type { ReachView, Role, UserView } from '#contract/people.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { AuthContext } from './auth.ts'
import { principalOf, roleOf, type UserRow, viewOf } from './person.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  readonly reach?: ReachView | undefined
  readonly isVerified: boolean
}

export interface PersonChanges {
  readonly name: string
  readonly role: Role
  readonly reach?: ReachView | undefined
  readonly disabled: boolean
}

/** Everybody who has an account. Nothing here asks whether the caller may. */
export interface People {
  list(): Promise<readonly UserView[]>
  /** Rejects with `not_found`. */
  get(id: string): Promise<UserView>
  findByEmail(email: string): Promise<UserView | undefined>
  /** Rejects with `conflict` if the e-mail address is taken, with `limit_reached` if there are too many. */
  add(person: NewPerson): Promise<UserView>
  /** Rejects with `conflict` if nobody would be left who administers everything. */
  change(id: string, changes: PersonChanges): Promise<UserView>
  remove(id: string): Promise<UserView>
  setPassword(id: string, password: string): Promise<void>
  setVerified(id: string): Promise<void>
  removeSecondFactor(id: string): Promise<UserView>
  /** Ends the log-ins of somebody, all but one if that is named. */
  endLogins(id: string, except?: string): Promise<void>
  /** Who somebody is now; `undefined` if they are gone or disabled. */
  principal(id: string): Promise<Principal | undefined>
  /** Who each of these log-ins is now; one that is over is missing. */
  standing(sessions: readonly string[]): Promise<ReadonlyMap<string, Principal>>
}

interface SessionRow {
  readonly id: string
  readonly token: string
  readonly userId: string
  readonly expiresAt: Date
}

export function createPeople(context: () => Promise<AuthContext>): People {
  async function find(id: string): Promise<UserRow> {
    const user = (await (await context()).internalAdapter.findUserById(id)) as UserRow | null
    if (user === null) throw new MarqueeError({ code: 'not_found', message: 'there is nobody with this id' })
    return user
  }

  async function all(): Promise<UserRow[]> {
    const { adapter } = await context()
    return adapter.findMany<UserRow>({
      model: 'user',
      limit: limits.maxUsers,
      sortBy: { field: 'email', direction: 'asc' },
    })
  }

  /** Somebody has to be left who can let others in again. */
  async function keepAdministrator(without: UserRow): Promise<void> {
    if (!administersAll(without)) return
    if ((await all()).some((user) => user.id !== without.id && administersAll(user))) return
    throw new MarqueeError({
      code: 'conflict',
      message: `${without.name} is the only administrator of the whole hub; make somebody else one first`,
    })
  }

  async function update(id: string, fields: Record<string, unknown>): Promise<UserView> {
    const { internalAdapter } = await context()
    return viewOf((await internalAdapter.updateUser(id, fields)) as UserRow)
  }

  const people: People = {
    list: async () => (await all()).map(viewOf),
    get: async (id) => viewOf(await find(id)),
    async findByEmail(email) {
      const found = await (await context()).internalAdapter.findUserByEmail(email)
      return found === null ? undefined : viewOf(found.user as UserRow)
    },
    async add({ name, email, password, role, reach, isVerified }) {
      const { internalAdapter, password: passwords } = await context()
      const hash = await passwords.hash(password)
      if ((await people.findByEmail(email)) !== undefined) throw emailTaken(email)
      if ((await internalAdapter.countTotalUsers()) >= limits.maxUsers)
        throw new MarqueeError({ code: 'limit_reached', message: `there are ${limits.maxUsers} people already` })
      const fields = { name, email, emailVerified: isVerified, role, banned: false, reach: reachText(reach) }
      const user = (await internalAdapter.createUser(fields, { method: 'admin' }).catch(async (error: unknown) => {
        throw (await people.findByEmail(email)) === undefined ? error : emailTaken(email)
      })) as UserRow
      await internalAdapter.createAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      })
      return viewOf(user)
    },
    async change(id, { name, role, reach, disabled }) {
      const before = await find(id)
      const after = { ...before, role, reach: reachText(reach), banned: disabled }
      if (!administersAll(after)) await keepAdministrator(before)
      const changed = await update(id, { name, role, reach: reachText(reach), banned: disabled })
      if (disabled) await people.endLogins(id)
      return changed
    },
    async remove(id) {
      const user = await find(id)
      await keepAdministrator(user)
      await (await context()).internalAdapter.deleteUser(id)
      return viewOf(user)
    },
    async setPassword(id, password) {
      const { internalAdapter, password: passwords } = await context()
      await internalAdapter.updatePassword(id, await passwords.hash(password))
    },
    async setVerified(id) {
      await update(id, { emailVerified: true })
    },
    async removeSecondFactor(id) {
      await find(id)
      await (await context()).adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: id }] })
      return update(id, { twoFactorEnabled: false })
    },
    async endLogins(id, except) {
      const { adapter } = await context()
      const others = except === undefined ? [] : [{ field: 'id', operator: 'ne' as const, value: except }]
      await adapter.deleteMany({ model: 'session', where: [{ field: 'userId', value: id }, ...others] })
    },
    async principal(id) {
      const user = (await (await context()).internalAdapter.findUserById(id)) as UserRow | null
      return user === null || user.banned === true ? undefined : principalOf(user)
    },
    async standing(sessions) {
      const { adapter } = await context()
      const found = new Map<string, Principal>()
      for (let at = 0; at < sessions.length; at += 100) {
        const ids = sessions.slice(at, at + 100)
        const rows = await adapter.findMany<SessionRow>({
          model: 'session',
          where: [
            { field: 'id', operator: 'in', value: ids },
            { field: 'expiresAt', operator: 'gt', value: new Date() },
          ],
        })
        // PostgreSQL takes no empty list.
        if (rows.length === 0) continue
        const users = await adapter.findMany<UserRow>({
          model: 'user',
          where: [{ field: 'id', operator: 'in', value: [...new Set(rows.map(({ userId }) => userId))] }],
        })
        const byId = new Map(users.map((user) => [user.id, user]))
        for (const { id, userId } of rows) {
          const user = byId.get(userId)
          if (user !== undefined && user.banned !== true) found.set(id, principalOf(user, id))
        }
      }
      return found
    },
  }
  return people
}

function administersAll(user: UserRow): boolean {
  return roleOf(user) === 'administrator' && (user.reach ?? undefined) === undefined && user.banned !== true
}

function reachText(reach: ReachView | undefined): string | null {
  return reach === undefined ? null : JSON.stringify(reach)
}

function emailTaken(email: string): MarqueeError {
  return new MarqueeError({ code: 'conflict', field: 'email', message: `${email} has an account already` })
}
