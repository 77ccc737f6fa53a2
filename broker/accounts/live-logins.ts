import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { MqttTickets } from './mqtt-tickets.ts'

/** The connections that people have open. */
export interface Connections {
  principals(): readonly Principal[]
  reassess(isGone: (principal: Principal) => boolean): void
}

/** Ends the connections of a log-in with it: when somebody logs out, its time is over, or what they may do changes. */
export interface LiveLogins {
  /** From now on looks from time to time, as long as anybody is connected. */
  watch(): void
  /** Compares with the database now. Never rejects: what cannot be asked stays as it is until it can. */
  check(): Promise<void>
  close(): void
}

interface Options {
  readonly tickets: MqttTickets
  readonly connections: () => Connections | undefined
  /** Who each of these log-ins is now; one that is over is missing. */
  readonly standing: (sessions: readonly string[]) => Promise<ReadonlyMap<string, Principal>>
  readonly log: Log
}

export function createLiveLogins({ tickets, connections, standing, log }: Options): LiveLogins {
  let watching: NodeJS.Timeout | undefined

  function sessionsInUse(): string[] {
    const all = [...tickets.principals(), ...(connections()?.principals() ?? [])]
    return [...new Set(all.flatMap(({ kind, session }) => (kind === 'user' && session !== undefined ? [session] : [])))]
  }

  function stop(): void {
    clearInterval(watching)
    watching = undefined
  }

  async function check(): Promise<void> {
    const sessions = sessionsInUse()
    if (sessions.length === 0) return stop()
    try {
      const now = await standing(sessions)
      const asked = new Set(sessions)
      const isGone = (principal: Principal) => {
        const { kind, session } = principal
        if (kind !== 'user' || session === undefined || !asked.has(session)) return false
        const current = now.get(session)
        return current === undefined || !isSame(principal, current)
      }
      tickets.revoke(isGone)
      if (connections()?.principals().some(isGone)) connections()?.reassess(isGone)
    } catch (error) {
      log.error({ reason: (error as Error).message }, 'the log-ins of connected people could not be looked up')
    }
  }

  return {
    check,
    watch() {
      watching ??= setInterval(() => void check(), limits.checkLoginsIntervalMs).unref()
    },
    close: stop,
  }
}

/** Whether somebody may still do what they might when they connected. */
function isSame(one: Principal, other: Principal): boolean {
  return one.id === other.id && one.role === other.role && reachText(one) === reachText(other)
}

function reachText({ reach }: Principal): string {
  return reach === undefined ? 'all' : JSON.stringify([[...reach.displays].sort(), [...reach.groups].sort()])
}
