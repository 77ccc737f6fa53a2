import { displayTopic } from '#contract/topics.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import type { Displays } from './displays.ts'

/** What a display leaves retained. */
export const retainedKinds = ['status', 'about', 'screen', 'backlight', 'led'] as const

interface Options {
  readonly displays: Displays
  readonly inbox: Inbox
  readonly publish: Publish
  readonly onClientGone: (listener: (clientId: string) => void) => void
  readonly log: Log
}

/** Keeps the registry in step with what displays say of themselves. */
export function followDisplays({ displays, inbox, publish, onClientGone, log }: Options): void {
  const tooMany = (id: string) =>
    log.warn({ display: id, displays: displays.size }, 'display not registered: the hub knows as many as it may')

  inbox.on('status', ({ topic, value, publication }) => {
    if (topic.target.kind !== 'display') return
    if (!displays.setPresence(topic.target.id, value ?? 'offline', publication.clientId)) tooMany(topic.target.id)
  })
  inbox.on('about', ({ topic, value }) => {
    if (topic.target.kind === 'display' && !displays.describe(topic.target.id, value)) tooMany(topic.target.id)
  })
  inbox.on('screen', ({ topic, value }) => {
    if (topic.target.kind === 'display') displays.show(topic.target.id, value)
  })

  // A client that leaves without a will would be shown as online for ever.
  onClientGone((clientId) => {
    for (const display of displays.clientGone(clientId)) {
      publish(displayTopic('status', { kind: 'display', id: display.id }), 'offline', { retain: true, qos: 1 })
    }
  })
  displays.onForgotten(({ id }) => {
    for (const kind of retainedKinds) publish(displayTopic(kind, { kind: 'display', id }), '', { retain: true })
  })
}
