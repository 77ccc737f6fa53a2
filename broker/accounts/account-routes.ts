import { MarqueeError } from '#contract/errors.ts'
import type { ChangePassword, LinkTokenOnly, SessionView, SignUp } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import { isoTime } from '../clock.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import type { Attempts } from './attempts.ts'
import type { AuthContext } from './auth.ts'
import { personOf } from './caller.ts'
import { type Invitation, invitationOf, invitationView } from './invitation.ts'
import type { LiveLogins } from './live-logins.ts'
import type { LogIns } from './log-ins.ts'
import { letters } from './mail/letters.ts'
import type { Mailer } from './mail/mailer.ts'
import type { OneTimeLinks } from './one-time-links.ts'
import type { People } from './people.ts'

interface Options {
  readonly context: () => Promise<AuthContext>
  readonly people: People
  readonly links: OneTimeLinks
  readonly logIns: LogIns
  readonly attempts: Attempts
  readonly mailer: Mailer
  readonly live: LiveLogins
  readonly audit: Audit
  readonly signUp: SessionView['signUp']
}

interface LoginRow {
  readonly id: string
  readonly ipAddress?: string | null | undefined
  readonly userAgent?: string | null | undefined
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** What people do with their own accounts: sign-up, log-ins, password. */
export function accountRoutes(options: Options): Handlers {
  const { context, people, links, logIns, attempts, mailer, live, audit } = options

  async function endLogins(caller: Caller, id: string, except?: string): Promise<void> {
    await people.endLogins(id, except)
    await live.check()
    audit.record({ actor: caller.principal?.name ?? '', action: 'login.all-ended' })
  }

  /** The invitation that somebody signs up with; `undefined` where none is needed. Throws if they may not. */
  async function allowed({ invitation, email }: SignUp): Promise<Invitation | undefined> {
    if (invitation === undefined) {
      if (options.signUp === 'open') return undefined
      const how = options.signUp === 'invite' ? 'ask an administrator for an invitation' : 'an administrator makes them'
      throw new MarqueeError({ code: 'not_authorised', message: `nobody makes an account here by themselves; ${how}` })
    }
    const link = options.signUp === 'closed' ? undefined : await links.peek('invitation', invitation)
    if (link === undefined) throw unknownInvitation()
    const found = invitationOf(link)
    if (found.email === undefined || found.email === email) return found
    throw new MarqueeError({ code: 'not_authorised', field: 'email', message: `this invitation is for ${found.email}` })
  }

  return {
    async signUp({ body, caller }) {
      const { name, email, password, invitation } = body as SignUp
      const succeeded = attempts.begin(caller.peer.address)
      const invited = await allowed(body as SignUp)
      if (invited === undefined && mailer.sendsMail) {
        // Whether there is such an account is told to the owner of the address alone, and takes equally long.
        await people
          .add({ name, email, password, role: 'viewer', isVerified: false })
          .then(async ({ id }) => mailer.send(letters.verification(email, await links.make('verification', id))))
          .catch((error: unknown) => {
            if (!(error instanceof MarqueeError && error.code === 'conflict')) throw error
            mailer.send(letters.alreadyThere(email))
          })
        audit.record({ actor: email, action: 'user.signed-up' })
        return { status: 201, body: { next: 'verify_email' } }
      }
      if ((await people.findByEmail(email)) !== undefined)
        throw new MarqueeError({ code: 'conflict', field: 'email', message: `${email} has an account already` })
      // Of two who use the same invitation at once, one gets it.
      if (invitation !== undefined && (await links.take('invitation', invitation)) === undefined)
        throw unknownInvitation()
      const { role = 'viewer', reach, by = 'nobody' } = invited ?? {}
      await people.add({ name, email, password, role, reach, isVerified: invited !== undefined })
      // In the open, each account counts as a try, so that nobody makes thousands.
      if (invited !== undefined) succeeded()
      audit.record({ actor: name, action: 'user.signed-up', subject: email, details: { role, invitedBy: by } })
      const { cookies } = await logIns.logIn(caller, { email, password })
      return { status: 201, body: { next: 'done' }, cookies }
    },
    async readInvitation({ body, caller }) {
      const succeeded = attempts.begin(caller.peer.address)
      const link = await links.peek('invitation', (body as LinkTokenOnly).token)
      if (link === undefined) throw unknownInvitation()
      succeeded()
      return { status: 200, body: invitationView(link) }
    },
    async listLogins({ caller }) {
      const { principal, user } = await personOf(caller, logIns)
      const { internalAdapter } = await context()
      const rows: LoginRow[] = await internalAdapter.listSessions(user.id, { onlyActiveSessions: true })
      const logins = rows.map(({ id, ipAddress, userAgent, createdAt, expiresAt }) => ({
        id,
        current: id === principal.session,
        address: ipAddress ?? '',
        userAgent: (userAgent ?? '').slice(0, 300),
        createdAt: isoTime(createdAt.getTime()),
        expiresAt: isoTime(expiresAt.getTime()),
      }))
      return { status: 200, body: { logins } }
    },
    async endLogins({ caller }) {
      const { user } = await personOf(caller, logIns)
      const cookies = await logIns.logOut(caller)
      await endLogins(caller, user.id)
      return { status: 204, cookies }
    },
    async endLogin({ params, caller }) {
      const { user } = await personOf(caller, logIns)
      const { adapter } = await context()
      const where = [
        { field: 'id', value: params['id'] ?? '' },
        { field: 'userId', value: user.id },
      ]
      if ((await adapter.deleteMany({ model: 'session', where })) === 0)
        throw new MarqueeError({ code: 'not_found', message: 'you have no such log-in' })
      await live.check()
      audit.record({ actor: user.name, action: 'login.ended' })
      return { status: 204 }
    },
    async changePassword({ body, caller }) {
      const { principal, user } = await personOf(caller, logIns)
      const { current, password } = body as ChangePassword
      await logIns.checkPassword(caller, user, current)
      await people.setPassword(user.id, password)
      await links.removeAll('recovery', user.id)
      await endLogins(caller, user.id, principal.session)
      audit.record({ actor: user.name, action: 'user.password-changed', subject: user.email })
      mailer.send(letters.passwordChanged(user.email))
      return { status: 204 }
    },
  }
}

function unknownInvitation(): MarqueeError {
  return new MarqueeError({
    code: 'not_found',
    message: 'this invitation was used, taken back, or is over; ask for another one',
  })
}
