import type { ConfirmPassword, SecondFactorCode } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Handlers } from '../http/handler.ts'
import { personOf } from './caller.ts'
import type { LiveLogins } from './live-logins.ts'
import type { LogIns } from './log-ins.ts'
import type { SecondFactors } from './second-factors.ts'

interface Options {
  readonly logIns: LogIns
  readonly secondFactors: SecondFactors
  readonly live: LiveLogins
  readonly audit: Audit
}

/** The authenticator app. Turning it on or off makes a new log-in of the one at hand, so its connections begin anew. */
export function secondFactorRoutes({ logIns, secondFactors, live, audit }: Options): Handlers {
  return {
    async setUpSecondFactor({ body, caller }) {
      const { user } = await personOf(caller, logIns)
      const { password } = body as ConfirmPassword
      await logIns.checkPassword(caller, user, password)
      return { status: 200, body: await secondFactors.setUp(caller, password) }
    },
    async confirmSecondFactor({ body, caller }) {
      const { user } = await personOf(caller, logIns)
      const cookies = await secondFactors.confirm(caller, (body as SecondFactorCode).code)
      await live.check()
      audit.record({ actor: user.name, action: 'user.second-factor-added', subject: user.email })
      return { status: 204, cookies }
    },
    async removeSecondFactor({ body, caller }) {
      const { user } = await personOf(caller, logIns)
      const { password } = body as ConfirmPassword
      await logIns.checkPassword(caller, user, password)
      const cookies = await secondFactors.remove(caller, password)
      await live.check()
      audit.record({ actor: user.name, action: 'user.second-factor-removed', subject: user.email })
      return { status: 204, cookies }
    },
  }
}
