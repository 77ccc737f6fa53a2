import { APIError, type BetterAuthOptions, betterAuth } from 'better-auth'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { maxPasswordLength, minPasswordLength } from '#contract/bounds.ts'
import { limits } from '../limits.ts'
import { accountTables, twoFactorSchema } from './account-tables.ts'
import { createTurns } from './turns.ts'

/** Header that carries the address of a request to better-auth; what a client sends under this name never gets there. */
export const addressHeader = 'x-marquee-address'

interface Options {
  readonly database: BetterAuthOptions['database']
  /** Signs cookies and encrypts the secrets of authenticator apps. */
  readonly secret: string
  readonly baseUrl: string
  readonly isSecure: boolean
  /** E-mail addresses must be verified before their owners can log in. */
  readonly verifiesEmail: boolean
}

/**
 * better-auth as Marquee uses it: passwords, sessions in a cookie, a second factor. It serves no routes: each call comes
 * from an operation of ours, which has looked at origin, role and limits before.
 */
export function createAuth({ database, secret, baseUrl, isSecure, verifiesEmail }: Options) {
  const inTurn = createTurns({ atOnce: limits.maxPasswordHashes, waiting: limits.maxWaitingPasswordHashes })
  return betterAuth({
    ...accountTables,
    appName: 'Marquee',
    database,
    secret,
    baseURL: baseUrl,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      requireEmailVerification: verifiesEmail,
      password: {
        hash: (password) => inTurn(() => hashPassword(password)),
        verify: (given) => inTurn(() => verifyPassword(given)),
      },
    },
    session: {
      ...accountTables.session,
      expiresIn: limits.loginSeconds,
      updateAge: limits.loginRenewalSeconds,
      freshAge: 0,
    },
    advanced: {
      cookiePrefix: 'marquee',
      useSecureCookies: isSecure,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: {
          async before({ userId }, context) {
            const user = await context?.context.internalAdapter.findUserById(userId)
            if ((user as { banned?: boolean | null } | null | undefined)?.banned)
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'This account is disabled.' })
          },
        },
      },
    },
    plugins: [twoFactor({ schema: twoFactorSchema, issuer: 'Marquee' })],
    // Limits of our own know the address of the socket, and the account.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

export type Auth = ReturnType<typeof createAuth>
export type AuthContext = Awaited<Auth['$context']>
