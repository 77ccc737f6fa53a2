import { MarqueeError } from '#contract/errors.ts'
import type { Caller } from '../http/handler.ts'
import type { LoggedIn, LogIns } from './log-ins.ts'

/** The person behind a request that only people may send. */
export async function personOf(caller: Caller, logIns: LogIns): Promise<LoggedIn> {
  const person = await logIns.identify(caller)
  if (person === undefined) throw new MarqueeError({ code: 'not_authenticated', message: 'log in first' })
  return person
}

/** How the audit log calls whoever sends a request. */
export function actorOf({ principal, peer }: Caller): string {
  return principal?.name ?? peer.address
}
