import type { DisplayId, GroupId } from '#contract/ids.ts'
import { type DisplayTopicKind, topicTable } from '#contract/topic-table.ts'
import { displayTopic } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Groups } from './groups.ts'

const broadcastKinds = (Object.keys(topicTable) as (keyof typeof topicTable)[]).filter(
  (kind): kind is DisplayTopicKind => topicTable[kind].broadcast,
)

function filtersOf(groupId: string): string[] {
  return broadcastKinds.map((kind) => displayTopic(kind, { kind: 'group', id: groupId as GroupId }, '+'))
}

/** Members that are connected and do not get the topics of their group yet: sessions that are kept take a moment. */
export interface Joining {
  /** `undefined` if there are none. The set is the caller's. */
  of(groupId: string): ReadonlySet<DisplayId> | undefined
  /** A display gets the topics of its groups from now on. */
  onReached(listener: (display: DisplayId) => void): void
  /** A client is about to lose the topics of a group. */
  onLeaving(listener: (clientId: string, groupId: string) => void): void
}

interface Options {
  readonly groups: Groups
  readonly displays: Displays
  readonly mqtt: Pick<MqttServer, 'subscribeClient' | 'unsubscribeClient' | 'rightsChanged'>
}

/**
 * Subscribes the connection of each display to the topics of its groups, so that boards need not know them:
 * when it comes online and, at once, when membership changes.
 */
export function subscribeMembers({ groups, displays, mqtt }: Options): Joining {
  const joining = new Map<string, Map<DisplayId, object>>()
  const listeners: ((display: DisplayId) => void)[] = []
  const leaving: ((clientId: string, groupId: string) => void)[] = []

  function forget(groupId: string, display: DisplayId) {
    const some = joining.get(groupId)
    some?.delete(display)
    if (some?.size === 0) joining.delete(groupId)
  }

  function subscribe(display: DisplayId, clientId: string, groupIds: readonly string[]) {
    const attempt = {}
    for (const groupId of groupIds) joining.set(groupId, (joining.get(groupId) ?? new Map()).set(display, attempt))
    mqtt.subscribeClient(clientId, groupIds.flatMap(filtersOf), () => {
      for (const groupId of groupIds) if (joining.get(groupId)?.get(display) === attempt) forget(groupId, display)
      for (const listener of listeners) listener(display)
    })
  }

  displays.onOnline(({ id, clientId }) => {
    const groupIds = groups.groupsOf(id)
    if (clientId !== undefined && groupIds.length > 0) subscribe(id, clientId, groupIds)
  })
  displays.onOffline(({ id }) => {
    for (const groupId of groups.groupsOf(id)) forget(groupId, id)
  })
  groups.onJoined(mqtt.rightsChanged)
  groups.onLeft(mqtt.rightsChanged)
  groups.onJoined((displayId, groupId) => {
    const display = displays.get(displayId)
    if (display?.clientId !== undefined) subscribe(display.id, display.clientId, [groupId])
  })
  groups.onLeft((displayId, groupId) => {
    forget(groupId, displayId as DisplayId)
    const clientId = displays.get(displayId)?.clientId
    if (clientId === undefined) return
    for (const listener of leaving) listener(clientId, groupId)
    mqtt.unsubscribeClient(clientId, filtersOf(groupId))
  })

  return {
    of(groupId) {
      const some = joining.get(groupId)
      return some === undefined ? undefined : new Set(some.keys())
    },
    onReached: (listener) => void listeners.push(listener),
    onLeaving: (listener) => void leaving.push(listener),
  }
}
