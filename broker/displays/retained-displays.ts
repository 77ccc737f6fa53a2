import { isDisplayId } from '#contract/ids.ts'
import { displayTopic, displayTopicFilter } from '#contract/topics.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Displays } from './displays.ts'
import { retainedKinds } from './displays-topics.ts'

/**
 * Sets right what the broker kept of displays from before the start: nobody is connected yet, so nobody is online, and
 * what the hub does not know any more is not offered to anybody.
 */
export async function reconcileRetained({
  displays,
  mqtt,
}: {
  displays: Displays
  mqtt: Pick<MqttServer, 'publish' | 'retained'>
}): Promise<void> {
  for (const kind of retainedKinds) {
    for (const { topic, payload } of await mqtt.retained(displayTopicFilter(kind))) {
      const id = topic.split('/')[1] ?? ''
      if (!isDisplayId(id)) continue
      const own = displayTopic(kind, { kind: 'display', id })
      if (!displays.has(id)) mqtt.publish(own, '', { retain: true })
      else if (kind === 'status' && payload.toString() === 'online')
        mqtt.publish(own, 'offline', { retain: true, qos: 1 })
    }
  }
}
