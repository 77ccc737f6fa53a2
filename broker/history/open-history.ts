import type { Rights } from '../access/rights.ts'
import type { Clock } from '../clock.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Groups } from '../groups/groups.ts'
import type { Log } from '../log.ts'
import type { LiveSettings } from '../settings/settings.ts'
import { createHistory, type History } from './history.ts'
import type { HistoryRepository } from './history-repository.ts'
import { shortenHistory } from './retention.ts'

interface Options {
  readonly stores: { readonly history: HistoryRepository }
  readonly deliveries: Deliveries
  readonly groups: Groups
  readonly rights: Rights
  readonly settings: LiveSettings
  readonly clock: Clock
  readonly log: Log
}

/** The history of messages, which is as long as the settings say. */
export function openHistory({ stores, deliveries, groups, rights, settings, clock, log }: Options): History & {
  close(): void
} {
  const repository = stores.history
  const { close } = shortenHistory({ repository, settings, clock, log })
  return { ...createHistory({ repository, deliveries, rights, membersOf: groups.members }), close }
}
