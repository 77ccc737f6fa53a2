import type { GroupId } from '#contract/ids.ts'
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

/**
 * Subscribes the connection of each display to the topics of its groups, so that boards need not know them:
 * when it comes online and, at once, when membership changes.
 */
export function subscribeMembers({
  groups,
  displays,
  mqtt,
}: {
  groups: Groups
  displays: Displays
  mqtt: Pick<MqttServer, 'subscribeClient' | 'unsubscribeClient' | 'rightsChanged'>
}): void {
  displays.onOnline(({ id, clientId }) => {
    const filters = groups.groupsOf(id).flatMap(filtersOf)
    if (clientId !== undefined && filters.length > 0) mqtt.subscribeClient(clientId, filters)
  })
  groups.onJoined(mqtt.rightsChanged)
  groups.onLeft(mqtt.rightsChanged)
  groups.onJoined((displayId, groupId) => {
    const clientId = displays.get(displayId)?.clientId
    if (clientId !== undefined) mqtt.subscribeClient(clientId, filtersOf(groupId))
  })
  groups.onLeft((displayId, groupId) => {
    const clientId = displays.get(displayId)?.clientId
    if (clientId !== undefined) mqtt.unsubscribeClient(clientId, filtersOf(groupId))
  })
}
