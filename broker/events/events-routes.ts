import { MarqueeError } from '#contract/errors.ts'
import { type EventType, eventTypes } from '#contract/history-operations.ts'
import type { Principal } from '../access/principal.ts'
import type { Handlers } from '../http/handler.ts'
import { eventStream } from './event-stream.ts'
import type { Events } from './events.ts'

interface Options {
  readonly events: Events
  /** The report of a message as somebody may read it. Rejects with `unknown_message`. */
  readonly reportFor: (id: string, principal: Principal) => Promise<object>
}

/** `GET /api/events`. */
export function eventsRoutes({ events, reportFor }: Options): Handlers {
  return {
    async streamEvents({ query, caller: { principal } }) {
      // The gate lets nobody else through.
      if (principal === undefined) throw new MarqueeError({ code: 'not_authenticated', message: 'log in first' })
      const types = readTypes(query['types'])
      const { message } = query
      const first = message === undefined ? undefined : () => reportFor(message, principal)
      // Whoever may not read it is told so; what is sent is read anew when nothing can be missed any more.
      await first?.()
      return {
        status: 200,
        stream: {
          contentType: 'text/event-stream',
          open: (signal) => eventStream({ events, principal, types, message, first, signal }),
        },
      }
    },
  }
}

function readTypes(text = 'delivery'): ReadonlySet<EventType> {
  const wanted = text.split(',')
  const isKnown = (type: string): type is EventType => (eventTypes as readonly string[]).includes(type)
  const unknown = wanted.find((type) => !isKnown(type))
  if (unknown === undefined) return new Set(wanted.filter(isKnown))
  throw new MarqueeError({
    code: 'invalid_value',
    field: 'types',
    message: `types can be ${eventTypes.join(', ')}, separated by commas; not "${unknown}"`,
  })
}
