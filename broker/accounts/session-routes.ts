import type { Claim as ClaimBody, LogIn, MqttTicketRequest, SecondFactorCode, SessionView } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import { isoTime } from '../clock.ts'
import type { ApiAnswer, Caller, Handlers } from '../http/handler.ts'
import type { Attempts } from './attempts.ts'
import type { Claim } from './claim.ts'
import type { LiveLogins } from './live-logins.ts'
import type { LoggedIn, LogIns } from './log-ins.ts'
import type { Mailer } from './mail/mailer.ts'
import type { MqttTickets } from './mqtt-tickets.ts'
import type { People } from './people.ts'
import { reachFields } from './person.ts'

interface Options {
  readonly people: People
  readonly logIns: LogIns
  readonly attempts: Attempts
  readonly mailer: Mailer
  readonly live: LiveLogins
  readonly audit: Audit
  readonly claim: Claim
  readonly tickets: MqttTickets
  readonly signUp: SessionView['signUp']
}

/** Claim, log-in and log-out, and the tickets of pages. */
export function sessionRoutes({
  people,
  logIns,
  attempts,
  mailer,
  live,
  audit,
  claim,
  tickets,
  signUp,
}: Options): Handlers {
  function view(caller: Caller, person: LoggedIn | undefined): SessionView {
    const principal = person?.principal ?? caller.principal
    const isClaimed = claim.isClaimed()
    return {
      claimed: isClaimed,
      claimNeedsCode: !isClaimed && !caller.peer.isLocal,
      signUp,
      sendsMail: mailer.sendsMail,
      principal:
        principal === undefined
          ? null
          : {
              kind: principal.kind as 'user' | 'token' | 'local' | 'anyone',
              name: principal.name,
              role: principal.role,
              ...reachFields(principal.reach),
            },
      ...(person === undefined ? {} : { user: person.user, expiresAt: isoTime(person.expiresAt.getTime()) }),
    }
  }

  async function logIn(caller: Caller, body: LogIn): Promise<ApiAnswer> {
    const { peer } = caller
    try {
      const { next, cookies } = await logIns.logIn(caller, body)
      if (next === 'done') audit.record({ actor: body.email, action: 'login.done', details: { address: peer.address } })
      return { status: 200, body: { next }, cookies }
    } catch (error) {
      audit.record({ actor: body.email, action: 'login.failed', details: { address: peer.address } })
      throw error
    }
  }

  return {
    async getSession({ caller }) {
      claim.refresh()
      const person = caller.principal?.kind === 'user' ? await logIns.identify(caller, { renew: true }) : undefined
      return { status: 200, body: view(caller, person), cookies: person?.cookies }
    },
    async claimHub({ body, caller }) {
      const { code, name, email, password } = body as ClaimBody
      const { peer } = caller
      const succeeded = attempts.begin(peer.address)
      await claim.run(code, peer.isLocal, () =>
        people.add({ name, email, password, role: 'administrator', isVerified: true }),
      )
      succeeded()
      audit.record({ actor: name, action: 'hub.claimed', details: { address: peer.address } })
      const { cookies } = await logIns.logIn(caller, { email, password })
      const cookie = cookies.map((each) => each.split(';')[0]).join('; ')
      const person = await logIns.identify({ peer, headers: { ...caller.headers, cookie } })
      return { status: 201, body: view(caller, person), cookies }
    },
    logIn: ({ body, caller }) => logIn(caller, body as LogIn),
    async giveSecondFactor({ body, caller }) {
      const { peer } = caller
      const { code } = body as SecondFactorCode
      try {
        const { next, cookies } = await logIns.giveSecondFactor(caller, code)
        audit.record({ actor: peer.address, action: 'login.second-factor' })
        return { status: 200, body: { next }, cookies }
      } catch (error) {
        audit.record({ actor: peer.address, action: 'login.second-factor-failed' })
        throw error
      }
    },
    async logOut({ caller }) {
      const cookies = await logIns.logOut(caller)
      await live.check()
      if (caller.principal?.kind === 'user') audit.record({ actor: caller.principal.name, action: 'login.ended' })
      return { status: 204, cookies }
    },
    async createMqttTicket({ body, caller }) {
      // A page that stays open for weeks asks for nothing else.
      const person = await logIns.identify(caller, { renew: true })
      if (person === undefined || caller.principal?.kind !== 'user') return { status: 200, body: { ticket: null } }
      const { principal, cookies } = person
      const { ticket, expiresAt } = tickets.issue(principal, (body as MqttTicketRequest).clientId)
      live.watch()
      return { status: 200, body: { ticket, expiresAt: isoTime(expiresAt) }, cookies }
    },
  }
}
