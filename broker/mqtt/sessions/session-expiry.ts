import { limits } from '../../limits.ts'
import type { Log } from '../../log.ts'
import type { Store } from '../aedes-internals.ts'

/** Ends the sessions that nobody came back to in time, also those from before a restart. */
export function endSessionsInTime(store: Store, log: Log): NodeJS.Timeout {
  const expire = () => {
    const ended = store.expireSessions?.(Date.now()) ?? []
    if (ended.length > 0) log.info({ sessions: ended.length }, 'MQTT sessions ended: nobody came back to them')
  }
  return setInterval(expire, limits.expireSessionsIntervalMs).unref()
}
