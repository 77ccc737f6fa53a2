import type { Caller } from '../http/handler.ts'
import type { Auth } from './auth.ts'
import { translated } from './auth-faults.ts'
import { headersOf } from './log-ins.ts'

type Browser = Pick<Caller, 'headers' | 'peer'>

/** The authenticator app of whoever has logged in. Each change gives the browser a new cookie. */
export interface SecondFactors {
  /** What the app needs, told once; it counts only when it is confirmed. */
  setUp(browser: Browser, password: string): Promise<{ readonly uri: string; readonly backupCodes: string[] }>
  confirm(browser: Browser, code: string): Promise<readonly string[]>
  remove(browser: Browser, password: string): Promise<readonly string[]>
}

export function createSecondFactors(auth: () => Promise<Auth>): SecondFactors {
  return {
    async setUp(browser, password) {
      const { api } = await auth()
      const answer = await translated(() =>
        api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(browser) }),
      )
      if (answer.method !== 'totp') throw new Error('better-auth set up another second factor than it was asked for')
      return { uri: answer.totpURI, backupCodes: answer.backupCodes }
    },
    async confirm(browser, code) {
      const { api } = await auth()
      const { headers } = await translated(() =>
        api.verifyTOTP({ body: { code }, headers: headersOf(browser), returnHeaders: true }),
      )
      return headers.getSetCookie()
    },
    async remove(browser, password) {
      const { api } = await auth()
      const { headers } = await translated(() =>
        api.disableTwoFactor({ body: { password }, headers: headersOf(browser), returnHeaders: true }),
      )
      return headers.getSetCookie()
    },
  }
}
