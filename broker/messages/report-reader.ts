import { MarqueeError } from '#contract/errors.ts'
import type { MessageDetail } from '#contract/history-operations.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import { reportOf } from '../deliveries/report.ts'
import { readableReport } from '../deliveries/report-within.ts'
import { unknownMessage } from '../deliveries/unknown-message.ts'
import type { ApiAnswer } from '../http/handler.ts'

/** Reads where messages stand, on behalf of somebody. */
export interface ReportReader {
  /** What of the report concerns them. Rejects with `unknown_message` also where it is none of their business. */
  reportFor(id: string, principal: Principal | undefined): Promise<MessageDetail>
  /** What is answered to whoever sent it; `undefined` if there is no such message. */
  answerOf(id: string): Promise<ApiAnswer | undefined>
}

interface Options {
  readonly deliveries: Pick<Deliveries, 'message'>
  readonly rights: Pick<Rights, 'mayReceive' | 'mayReach'>
}

export function createReportReader({ deliveries, rights }: Options): ReportReader {
  return {
    async reportFor(id, principal) {
      const message = await deliveries.message(id)
      const whole = { ...reportOf(message), message: message.body }
      const own = principal === undefined ? undefined : readableReport(whole, principal, rights)
      if (own === undefined) throw unknownMessage(id)
      return own
    },
    async answerOf(id) {
      try {
        return { status: 202, body: reportOf(await deliveries.message(id)) }
      } catch (error) {
        if (error instanceof MarqueeError && error.code === 'unknown_message') return undefined
        throw error
      }
    },
  }
}
