import { type ErrorInit, MarqueeError } from '#contract/errors.ts'

/** What better-auth refuses, in our words. */
const faults: Readonly<Record<string, ErrorInit>> = {
  INVALID_EMAIL_OR_PASSWORD: { code: 'not_authenticated', message: 'the e-mail address or the password is wrong' },
  INVALID_PASSWORD: { code: 'not_authorised', message: 'the password is wrong' },
  EMAIL_NOT_VERIFIED: {
    code: 'not_authorised',
    field: 'email',
    message: 'this e-mail address is not verified; follow the link in the mail, or ask for another one',
  },
  ACCOUNT_DISABLED: { code: 'not_authorised', message: 'this account is disabled; ask an administrator' },
  INVALID_CODE: { code: 'not_authenticated', field: 'code', message: 'the code is wrong, or it is over' },
  INVALID_BACKUP_CODE: { code: 'not_authenticated', field: 'code', message: 'the code is wrong, or it was used' },
  INVALID_TWO_FACTOR_COOKIE: { code: 'not_authenticated', message: 'this took too long; log in again' },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { code: 'not_authenticated', message: 'too many wrong codes; log in again' },
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: 'limit_reached',
    message: 'too many wrong codes; try again in 15 minutes',
    retryAfterMs: 900_000,
  },
  TOTP_NOT_ENABLED: { code: 'conflict', message: 'there is no second factor; set it up first' },
  BACKUP_CODES_NOT_ENABLED: { code: 'not_authenticated', field: 'code', message: 'the code is wrong' },
  TWO_FACTOR_NOT_ENABLED: { code: 'conflict', message: 'there is no second factor; set it up first' },
  TOTP_ALREADY_ENABLED: { code: 'conflict', message: 'there is a second factor already; remove it first' },
  UNAUTHORIZED: { code: 'not_authenticated', message: 'log in first' },
}

/** Calls better-auth and turns what it throws into the one error of the hub. */
export async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw translate(error)
  }
}

function translate(error: unknown): unknown {
  if (error instanceof MarqueeError || !(error instanceof Error)) return error
  const code = 'body' in error ? (error.body as { code?: unknown } | undefined)?.code : undefined
  const known = typeof code === 'string' ? faults[code] : undefined
  if (known !== undefined) return new MarqueeError(known, { cause: error })
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status < 500) return new MarqueeError({ code: 'invalid_value', message: error.message }, { cause: error })
  const message = 'accounts cannot be looked up at this moment, because the database is not available'
  return new MarqueeError({ code: 'unavailable', message }, { cause: error })
}
