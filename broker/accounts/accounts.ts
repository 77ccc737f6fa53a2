import { randomBytes } from 'node:crypto'
import type { Verifiers } from '../access/authentication.ts'
import type { Principal } from '../access/principal.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Handlers } from '../http/handler.ts'
import type { Log } from '../log.ts'
import type { SettingsRepository } from '../settings/settings-repository.ts'
import { accountRoutes } from './account-routes.ts'
import { createAttempts } from './attempts.ts'
import type { Auth } from './auth.ts'
import { createClaim } from './claim.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { type Connections, createLiveLogins } from './live-logins.ts'
import { createLogIns, type LogIns } from './log-ins.ts'
import { createMailer } from './mail/mailer.ts'
import { createMqttTickets } from './mqtt-tickets.ts'
import { createOneTimeLinks } from './one-time-links.ts'
import { createPeople } from './people.ts'
import type { PeopleStore } from './people-store.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { createSecondFactors } from './second-factors.ts'
import { sessionRoutes } from './session-routes.ts'
import { createUsedCodes } from './used-codes.ts'
import { usersRoutes } from './users-routes.ts'

export interface AccountSettings {
  /** Where people find the hub; the port is known when it listens. */
  readonly baseUrl: () => string
  /** They find it by https. */
  readonly isSecure: boolean
  readonly smtpUrl: string | undefined
  readonly signUp: 'invite' | 'open' | 'closed'
}

interface Options {
  readonly config: AccountSettings
  readonly stores: { readonly people: PeopleStore; readonly settings: SettingsRepository }
  readonly audit: Audit
  readonly clock: Clock
  readonly log: Log
}

/** People: who they are, how they log in, and what administrators do with them. */
export interface Accounts extends Pick<Verifiers, 'ticket' | 'isClaimed'> {
  readonly identify: LogIns['identify']
  /** Who somebody is now; `undefined` if they are gone or disabled. */
  principal(userId: string): Promise<Principal | undefined>
  /** Learns before long of an administrator that was made elsewhere. */
  refreshClaim(): void
  /** Counts a try of whatever can be guessed, from an address; answers what to call when it succeeded. */
  beginAttempt(address: string): () => void
  readonly routes: Handlers
  /** From now on the connections of people end with their log-ins. */
  follow(connections: Connections): void
  /** Somebody has connected otherwise than with a ticket: from now on it is looked whether their log-in goes on. */
  watch(): void
  /** Writes to the log how to claim a hub that nobody has claimed. */
  announce(): void
  close(): void
}

/** Rejects if the people cannot be read. better-auth is loaded when somebody needs it: it takes a second and 50 MB. */
export async function createAccounts({ config, stores, audit, clock, log }: Options): Promise<Accounts> {
  const { baseUrl, isSecure } = config
  const mailer = createMailer({ smtpUrl: config.smtpUrl, log })
  const auth = lazily(() => openAuth({ ...stores, baseUrl: baseUrl(), isSecure, verifiesEmail: mailer.sendsMail }))
  const context = async () => (await auth()).$context
  const attempts = createAttempts(clock)
  const people = createPeople(context)
  const links = createOneTimeLinks({ context, baseUrl, clock })
  const tickets = createMqttTickets(clock)
  const logIns = createLogIns({ auth, attempts, usedCodes: createUsedCodes(clock) })
  let connections: Connections | undefined
  const live = createLiveLogins({ tickets, connections: () => connections, standing: people.standing, log })
  const claim = await createClaim({
    store: stores.people,
    clock,
    log,
    // Nobody in particular was the administrator until now.
    onClaimed: () => connections?.reassess(({ kind, role }) => kind === 'local' && role === 'administrator'),
  })
  const common = { people, links, logIns, attempts, mailer, live, audit }

  return {
    identify: logIns.identify,
    principal: people.principal,
    isClaimed: claim.isClaimed,
    refreshClaim: claim.refresh,
    beginAttempt: attempts.begin,
    ticket: tickets.redeem,
    routes: {
      ...sessionRoutes({ ...common, claim, tickets, signUp: config.signUp }),
      ...accountRoutes({ ...common, context, signUp: config.signUp }),
      ...recoveryRoutes({ ...common, log }),
      ...secondFactorRoutes({ ...common, secondFactors: createSecondFactors(auth) }),
      ...usersRoutes(common),
      ...invitationRoutes(common),
    },
    follow(given) {
      connections = given
    },
    watch: live.watch,
    announce: () => claim.announce(baseUrl()),
    close() {
      live.close()
      mailer.close()
    },
  }
}

interface AuthSettings {
  readonly people: PeopleStore
  readonly settings: SettingsRepository
  readonly baseUrl: string
  readonly isSecure: boolean
  readonly verifiesEmail: boolean
}

/** Loads better-auth on the people of a database. */
export async function openAuth({ people, settings, ...options }: AuthSettings): Promise<Auth> {
  const { createAuth } = await import('./auth.ts')
  const secret = await settings.getOrMake('auth-secret', () => randomBytes(32).toString('base64url'))
  return createAuth({ ...options, database: await people.database(), secret })
}

/** Makes something once, when it is needed first; again if that failed. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}
