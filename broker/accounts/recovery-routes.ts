import { MarqueeError } from '#contract/errors.ts'
import type { EmailOnly, LinkTokenOnly, Recover } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Handlers } from '../http/handler.ts'
import type { Log } from '../log.ts'
import type { Attempts } from './attempts.ts'
import { actorOf } from './caller.ts'
import type { LiveLogins } from './live-logins.ts'
import { letters } from './mail/letters.ts'
import type { Mailer } from './mail/mailer.ts'
import type { OneTimeLinks } from './one-time-links.ts'
import type { People } from './people.ts'

interface Options {
  readonly people: People
  readonly links: OneTimeLinks
  readonly attempts: Attempts
  readonly mailer: Mailer
  readonly live: LiveLogins
  readonly audit: Audit
  readonly log: Log
}

/** New passwords and verified addresses by links. */
export function recoveryRoutes({ people, links, attempts, mailer, live, audit, log }: Options): Handlers {
  /** Goes on after the answer, which is the same and comes as fast whether there is such an account or not. */
  function inBackground(work: () => Promise<void>): { status: 202 } {
    work().catch((error: Error) => log.error({ reason: error.message }, 'a link could not be made'))
    return { status: 202 }
  }

  return {
    requestRecovery({ body, caller }) {
      const { email } = body as EmailOnly
      attempts.begin(caller.peer.address, `recovery of ${email}`)
      return inBackground(async () => {
        const user = await people.findByEmail(email)
        if (user === undefined || user.disabled) return
        // The one in the newest mail counts.
        await links.removeAll('recovery', user.id)
        mailer.send(letters.recovery(email, await links.make('recovery', user.id)))
        audit.record({ actor: caller.peer.address, action: 'user.recovery-requested', subject: email })
      })
    },
    async recover({ body, caller }) {
      const { token, password } = body as Recover
      const succeeded = attempts.begin(caller.peer.address)
      const link = await links.take('recovery', token)
      if (link === undefined) throw unknownLink()
      succeeded()
      const user = await people.get(link.value)
      await people.setPassword(user.id, password)
      // The link came by mail, or an administrator vouches for whom they gave it.
      await people.setVerified(user.id)
      await links.removeAll('recovery', user.id)
      await people.endLogins(user.id)
      await live.check()
      audit.record({ actor: user.name, action: 'user.password-recovered', subject: user.email })
      mailer.send(letters.passwordChanged(user.email))
      return { status: 204 }
    },
    requestVerification({ body, caller }) {
      const { email } = body as EmailOnly
      attempts.begin(caller.peer.address, `verification of ${email}`)
      return inBackground(async () => {
        const user = await people.findByEmail(email)
        if (user === undefined || user.emailVerified) return
        await links.removeAll('verification', user.id)
        mailer.send(letters.verification(email, await links.make('verification', user.id)))
      })
    },
    async verifyEmail({ body, caller }) {
      const succeeded = attempts.begin(caller.peer.address)
      const link = await links.take('verification', (body as LinkTokenOnly).token)
      if (link === undefined) throw unknownLink()
      succeeded()
      await people.setVerified(link.value)
      return { status: 204 }
    },
    async createRecoveryLink({ params, caller }) {
      const user = await people.get(params['id'] ?? '')
      await links.removeAll('recovery', user.id)
      const { id: _, ...link } = await links.make('recovery', user.id)
      audit.record({ actor: actorOf(caller), action: 'user.recovery-link-made', subject: user.email })
      return { status: 201, body: { ...link, mailed: false } }
    },
  }
}

function unknownLink(): MarqueeError {
  return new MarqueeError({ code: 'not_found', message: 'this link was used, or it is over; ask for another one' })
}
