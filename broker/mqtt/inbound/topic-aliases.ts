import { limits } from '../../limits.ts'
import type { PublishPacket } from '../aedes-internals.ts'

/** The topic aliases of one connection [MQTT-3.3.2-7 to -12]. */
export class TopicAliases {
  readonly #topics = new Map<number, string>()

  /** Puts the full topic into the packet; false if the alias is not known or out of range. */
  resolve(packet: PublishPacket): boolean {
    const alias = packet.properties?.topicAlias
    if (alias === undefined) return true
    if (alias < 1 || alias > limits.maxTopicAliases) return false
    if (packet.topic.length > 0) {
      this.#topics.set(alias, packet.topic)
      return true
    }
    const topic = this.#topics.get(alias)
    if (topic === undefined) return false
    packet.topic = topic
    return true
  }
}
