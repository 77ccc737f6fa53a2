import type { BrokerClient, ClientSubscription } from '../aedes-internals.ts'
import { matchesFilter } from './topic-trie.ts'

/** What the subscriptions of one client that match a topic add up to: one copy with the highest QoS [MQTT-3.3.4-2]. */
export interface Grant {
  readonly qos: 0 | 1 | 2
  readonly retainAsPublished: boolean
  /** Of all matching subscriptions [MQTT-3.3.4-4]. */
  readonly identifiers: readonly number[]
}

/** Stock Aedes lowers the QoS only if topic and filter are the same string (aedes#1074). */
export function grantOf(subscriptions: readonly ClientSubscription[]): Grant | undefined {
  let qos: Grant['qos'] = 0
  let retainAsPublished = false
  const identifiers: number[] = []
  for (const subscription of subscriptions) {
    if (subscription.qos > qos) qos = subscription.qos
    if (subscription.rap) retainAsPublished = true
    if (subscription.si !== undefined) identifiers.push(subscription.si)
  }
  return subscriptions.length === 0 ? undefined : { qos, retainAsPublished, identifiers }
}

/** What one client is granted for a topic, looked up without the index: for single messages. */
export function grantFor(client: BrokerClient, topic: string): Grant | undefined {
  const matching: ClientSubscription[] = []
  for (const [filter, subscription] of Object.entries(client.subscriptions)) {
    if (matchesFilter(filter, topic)) matching.push(subscription)
  }
  return grantOf(matching)
}

/** A message is sent with the QoS of its publisher or of the subscription, whichever is lower [MQTT-3.8.4-8]. */
export function lowerQos(one: 0 | 1 | 2, other: 0 | 1 | 2): 0 | 1 | 2 {
  if (one < other) return one
  return other
}
