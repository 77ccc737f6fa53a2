import type { Broker, BrokerClient } from '../aedes-internals.ts'
import { grantFor, lowerQos } from '../routing/grant.ts'
import type { Router } from '../routing/router.ts'
import type { Connection } from './connection.ts'

interface Options {
  readonly broker: Pick<Broker, 'clients'>
  readonly connections: WeakMap<BrokerClient, Connection>
  readonly router: Pick<Router, 'newMessage'>
}

/** Messages for one client alone. The store gets none of them: whoever sends does so again after a reconnect. */
export interface SendTo {
  /**
   * With QoS 1, in order with everything else, also what is withheld from it. False if it is not connected, or has not
   * subscribed to the topic.
   */
  sendTo(clientId: string, topic: string, payload: Uint8Array): boolean
  /** The same with QoS 0 for a client that has not subscribed to the topic, or not any more. */
  sendUnasked(clientId: string, topic: string, payload: string): void
}

export function createSendTo({ broker, connections, router }: Options): SendTo {
  return {
    sendTo(clientId, topic, payload) {
      const client = broker.clients[clientId]
      const outbox = client && connections.get(client)?.outbox
      const grant = client && grantFor(client, topic)
      if (outbox === undefined || grant === undefined) return false
      const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      const message = router.newMessage({ topic, payload: bytes, qos: 1, retain: false })
      outbox.accept({ message, qos: lowerQos(grant.qos, 1), retain: false, identifiers: grant.identifiers })
      return true
    },
    sendUnasked(clientId, topic, payload) {
      const client = broker.clients[clientId]
      const outbox = client && connections.get(client)?.outbox
      const message = router.newMessage({ topic, payload: Buffer.from(payload), qos: 0, retain: false })
      outbox?.accept({ message, qos: 0, retain: false, identifiers: [] })
    },
  }
}
