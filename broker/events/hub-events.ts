import { parseTopic } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import { reportOf } from '../deliveries/report.ts'
import { readableReport } from '../deliveries/report-within.ts'
import type { Publish } from '../publication.ts'
import type { Events } from './events.ts'

interface Options {
  readonly events: Events
  readonly rights: Pick<Rights, 'mayReceive' | 'mayReach'>
  /** A message that something has just become of. */
  readonly remembered: (id: string) => TrackedMessage | undefined
}

/** Publishes as before, and tells of reports and of what is said in the room as events. */
export function withEvents<Server extends { readonly publish: Publish }>(
  server: Server,
  { events, rights, remembered }: Options,
): Server {
  function tellOfReport(id: string, topic: string, payload: string | Uint8Array): void {
    events.publish({
      type: 'delivery',
      message: id,
      dataFor: (principal) => {
        if (principal.reach === undefined) return rights.mayReceive(principal, topic) ? payload.toString() : undefined
        // What was published may leave out displays that nothing has changed for.
        const message = remembered(id)
        const own = message === undefined ? undefined : readableReport(reportOf(message), principal, rights)
        return own === undefined ? undefined : JSON.stringify(own)
      },
    })
  }

  return {
    ...server,
    publish(topic, payload, options) {
      server.publish(topic, payload, options)
      if (!events.isFollowed || !topic.startsWith('marquee/')) return
      const parsed = parseTopic(topic)
      if (parsed?.kind === 'deliveries') tellOfReport(parsed.name, topic, payload)
      if (parsed?.kind === 'roomMessage')
        events.publish({
          type: 'room',
          dataFor: (principal) => (rights.mayReceive(principal, topic) ? payload.toString() : undefined),
        })
    },
  }
}
