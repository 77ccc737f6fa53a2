import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { describe, expect, onTestFinished, test } from 'vitest'
import { accountTables, twoFactorSchema } from '../../../broker/accounts/account-tables.ts'
import { databaseKinds } from '../storage/databases.ts'

const password = 'correct horse battery'

describe.each(databaseKinds())('%s', (kind, newPlace) => {
  test('people sign up, log in, turn on a second factor and are kept in the tables of the migrations', async () => {
    const { kysely, close } = await (await newPlace()).open()
    onTestFinished(close)
    const auth = betterAuth({
      ...accountTables,
      database: { db: kysely, type: kind },
      secret: 'a secret of more than thirty-two letters',
      baseURL: 'http://localhost',
      emailAndPassword: { enabled: true },
      plugins: [twoFactor({ schema: twoFactorSchema })],
      telemetry: { enabled: false },
      logger: { disabled: true },
    })
    const body = { email: 'cook@example.org', password, name: 'Cook' }
    await auth.api.signUpEmail({ body })
    await expect(auth.api.signUpEmail({ body })).rejects.toThrow(/already exists/)
    await expect(auth.api.signInEmail({ body: { ...body, password: 'wrong password' } })).rejects.toThrow()
    const { headers } = await auth.api.signInEmail({ body, returnHeaders: true })
    const cookie = new Headers({
      cookie: headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    })
    const session = await auth.api.getSession({ headers: cookie })
    expect(session?.user).toMatchObject({ email: body.email, emailVerified: false })
    expect(session?.session.expiresAt.getTime()).toBeGreaterThan(Date.now())

    const secondFactor = await auth.api.enableTwoFactor({ body: { password }, headers: cookie })
    expect(secondFactor).toMatchObject({ totpURI: expect.stringMatching(/^otpauth:/) })
    const rows = await kysely
      .selectFrom('two_factors' as never)
      .selectAll()
      .execute()
    expect(rows).toHaveLength(1)
  })
})
