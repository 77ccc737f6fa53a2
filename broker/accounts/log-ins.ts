import { MarqueeError } from '#contract/errors.ts'
import type { LogIn, UserView } from '#contract/people.ts'
import type { Principal } from '../access/principal.ts'
import type { Caller } from '../http/handler.ts'
import type { Attempts } from './attempts.ts'
import { type Auth, addressHeader } from './auth.ts'
import { translated } from './auth-faults.ts'
import { principalOf, type UserRow, viewOf } from './person.ts'
import type { UsedCodes } from './used-codes.ts'

/** A person who has logged in, as one request shows it. */
export interface LoggedIn {
  readonly principal: Principal & { readonly session: string }
  readonly user: UserView
  readonly expiresAt: Date
  /** What the browser should keep from now on. */
  readonly cookies: readonly string[]
}

export interface LogInResult {
  readonly next: 'done' | 'second_factor'
  readonly cookies: readonly string[]
}

type Browser = Pick<Caller, 'headers' | 'peer'>

/** Log-ins of people: a session in the database, its token in a signed cookie. */
export interface LogIns {
  /** Who a request is from; `renew` prolongs the log-in. `undefined` without a cookie, or with one that is over. */
  identify(browser: Browser, options?: { readonly renew?: boolean }): Promise<LoggedIn | undefined>
  /** Rejects with `not_authenticated`, `not_authorised` or `limit_reached`. */
  logIn(browser: Browser, logIn: LogIn): Promise<LogInResult>
  giveSecondFactor(browser: Browser, code: string): Promise<LogInResult>
  logOut(browser: Browser): Promise<readonly string[]>
  /** Rejects unless this is the password of whoever has logged in. */
  checkPassword(browser: Browser, user: UserView, password: string): Promise<void>
}

const sessionCookie = /(?:^|;\s*)(?:__Secure-)?marquee\.session_token=[^;]*/g

interface Options {
  readonly auth: () => Promise<Auth>
  readonly attempts: Attempts
  readonly usedCodes: UsedCodes
}

export function createLogIns({ auth, attempts, usedCodes }: Options): LogIns {
  return {
    async identify(browser, { renew = false } = {}) {
      // Without a cookie there is nothing to look up, and no reason to load better-auth.
      if (browser.headers.cookie?.match(sessionCookie) == null) return undefined
      const { api } = await auth()
      const { headers, response } = await translated(() =>
        api.getSession({
          headers: headersOf(browser),
          query: { disableCookieCache: true, disableRefresh: !renew },
          returnHeaders: true,
        }),
      )
      if (response === null) return undefined
      const user = response.user as UserRow
      if (user.banned === true) return undefined
      const { id, expiresAt } = response.session
      const principal = { ...principalOf(user, id), session: id }
      return { principal, user: viewOf(user), expiresAt, cookies: headers.getSetCookie() }
    },
    async logIn(browser, { email, password, remember = true }) {
      const succeeded = attempts.begin(browser.peer.address, email)
      const { api } = await auth()
      const { headers, response } = await translated(() =>
        api.signInEmail({
          body: { email, password, rememberMe: remember },
          headers: headersOf(browser),
          returnHeaders: true,
        }),
      )
      succeeded()
      return {
        next: 'twoFactorRedirect' in response ? 'second_factor' : 'done',
        cookies: headers.getSetCookie(),
      }
    },
    async giveSecondFactor(browser, code) {
      const succeeded = attempts.begin(browser.peer.address)
      const { api, $context } = await auth()
      // Of an earlier log-in, whose owner may be somebody else.
      const headers = headersOf(browser, { withoutSession: true })
      const call = { headers, returnHeaders: true as const }
      const answer = await translated(async () =>
        /^\d{6}$/.test(code)
          ? await api.verifyTOTP({ ...call, body: { code } })
          : await api.verifyBackupCode({ ...call, body: { code } }),
      )
      const { token, user } = answer.response
      if (!usedCodes.use(user.id, code)) {
        if (typeof token === 'string') await (await $context).internalAdapter.deleteSession(token)
        throw new MarqueeError({
          code: 'not_authenticated',
          field: 'code',
          message: 'this code was used already; log in again with the next one',
        })
      }
      succeeded()
      return { next: 'done', cookies: answer.headers.getSetCookie() }
    },
    async logOut(browser) {
      if (browser.headers.cookie === undefined) return []
      const { api } = await auth()
      const { headers } = await translated(() => api.signOut({ headers: headersOf(browser), returnHeaders: true }))
      return headers.getSetCookie()
    },
    async checkPassword({ peer }, { id, email }, password) {
      const succeeded = attempts.begin(peer.address, email)
      const { $context } = await auth()
      const { internalAdapter, password: passwords } = await $context
      const hash = (await internalAdapter.findCredentialAccount(id))?.password
      if (hash == null || !(await passwords.verify({ hash, password })))
        throw new MarqueeError({ code: 'not_authorised', message: 'the password is wrong' })
      succeeded()
    },
  }
}

/** What better-auth gets to see of a request: its cookies, and from where it really comes. */
export function headersOf({ headers, peer }: Browser, { withoutSession = false } = {}): Headers {
  const { cookie = '' } = headers
  const kept = withoutSession ? cookie.replace(sessionCookie, '').replace(/^;\s*/, '') : cookie
  const seen = new Headers({ [addressHeader]: peer.address, 'user-agent': headers['user-agent'] ?? '' })
  if (kept !== '') seen.set('cookie', kept)
  return seen
}
