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

/** Publishes as before, and tells of each report as an event. */
export function alsoAsEvents(publish: Publish, { events, rights, remembered }: Options): Publish {
  return (topic, payload, options) => {
    publish(topic, payload, options)
    const parsed = parseTopic(topic)
    if (parsed?.kind !== 'deliveries' || !events.isFollowed) return
    const { name } = parsed
    events.publish({
      type: 'delivery',
      message: name,
      dataFor: (principal) => {
        if (principal.reach === undefined) return rights.mayReceive(principal, topic) ? payload.toString() : undefined
        // What was published may leave out displays that nothing has changed for.
        const message = remembered(name)
        const own = message === undefined ? undefined : readableReport(reportOf(message), principal, rights)
        return own === undefined ? undefined : JSON.stringify(own)
      },
    })
  }
}
