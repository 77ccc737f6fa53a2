import { MarqueeError } from '#contract/errors.ts'
import type { GroupId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import type { Rights } from '../access/rights.ts'
import type { Clock } from '../clock.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Displays } from '../displays/displays.ts'
import type { Joining } from '../groups/group-subscriptions.ts'
import type { Groups } from '../groups/groups.ts'
import type { Handlers } from '../http/handler.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { createRejections } from '../inbox/rejections.ts'
import type { Log } from '../log.ts'
import type { Messages } from '../messages/messages.ts'
import { recipientsOf } from '../messages/recipients.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import { createCapacity } from './capacity.ts'
import { createHeldPages } from './held-pages.ts'
import { createIntake, type Intake } from './intake.ts'
import { restorePages } from './kept-pages.ts'
import { withLiveValues } from './live/live-message-routes.ts'
import { createLiveMessages, type LiveMessages } from './live/live-messages.ts'
import { createLiveValues } from './live/live-values.ts'
import { renderRoute } from './live/render-route.ts'
import { createPageBook } from './page-book.ts'
import type { PagesRepository } from './pages-repository.ts'
import { pagesRoutes } from './pages-routes.ts'
import { targetsOf } from './playlist-targets.ts'
import { createPlaylists } from './playlists.ts'
import { playlistsRoutes } from './playlists-routes.ts'
import { followPublishedPages } from './published-pages.ts'
import { followZones } from './zones.ts'

interface Options {
  readonly stores: { readonly pages: PagesRepository }
  readonly mqtt: MqttServer
  readonly inbox: Inbox
  readonly displays: Displays
  readonly groups: Groups
  readonly messages: Pick<Messages, 'sendPayload'>
  readonly access: { readonly rights: Rights }
  readonly joining: Pick<Joining, 'onLeaving'>
  readonly deliveries: Pick<Deliveries, 'recorded'>
  readonly reject: ReturnType<typeof createRejections>
  readonly clock: Clock
  readonly log: Log
}

/** Pages, playlists and live values. */
export interface Pages {
  readonly admit: Intake['admit']
  readonly routes: Handlers
  /** Puts live values into messages before the handlers that send them see them. */
  withLiveValues(routes: Handlers): Handlers
  readonly liveMessages: LiveMessages
  close(): void
}

/** Fills the book of pages with what was known before the start, and keeps it in step from now on. */
export async function openPages(options: Options): Promise<Pages> {
  const { mqtt, inbox, displays, groups, messages, joining, deliveries, reject, clock, log } = options
  const { rights } = options.access
  const repository = options.stores.pages
  const book = createPageBook()
  const zones = await followZones({ inbox, mqtt })
  const values = createLiveValues({ mqtt, clock })
  const held = createHeldPages({ book, repository, values, mqtt, zoneOf: ({ target }) => zones.of(target), clock })
  const liveMessages = createLiveMessages({ values, zoneOf: zones.of, clock })
  const capacity = createCapacity({ book, displays, groups })
  const playlists = createPlaylists({
    book,
    held,
    repository,
    targetsOf: (to) => targetsOf(to, { displays, groups }),
    reserve: capacity.reserve,
    onFault: (playlist, error) => log.error({ playlist, err: error }, 'the pages of a playlist could not be changed'),
    clock,
  })

  const kept = await restorePages({ book, held, repository, mqtt, clock, log })
  await playlists.restore(kept)
  followPublishedPages({ book, inbox, clock })
  for (const listen of [displays.onForgotten, displays.onChanged, groups.onJoined, groups.onLeft])
    listen(playlists.reconsider)
  displays.onForgotten(({ id }) => {
    for (const { topic } of book.ofTarget({ kind: 'display', id })) held.drop(topic).catch(() => undefined)
  })
  // The board keeps what it had of the group; nobody else may lose it.
  joining.onLeaving((clientId, group) => {
    for (const { topic } of book.ofTarget({ kind: 'group', id: group as GroupId }))
      mqtt.sendTo(clientId, topic, Buffer.alloc(0))
  })

  function find(target: Target): void {
    const found = recipientsOf(target, { displays, groups })
    if (!found.ok) throw new MarqueeError(found.error)
  }

  const live = { liveMessages, mayReceive: rights.mayReceive }
  const intake = createIntake({
    ...live,
    book,
    held,
    values,
    reject,
    send(target, payload, sender) {
      messages.sendPayload(target, payload, { sender })
      return deliveries.recorded()
    },
  })
  return {
    admit: intake.admit,
    routes: {
      ...pagesRoutes({ book, held, values, capacity, rights, find, clock }),
      ...playlistsRoutes({ playlists, values, rights, find }),
      ...renderRoute(live),
    },
    withLiveValues: (routes) => withLiveValues(routes, live),
    liveMessages,
    close: held.close,
  }
}
