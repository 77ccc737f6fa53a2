import type { Broker, BrokerClient } from '../aedes-internals.ts'
import { grantFor, lowerQos } from '../routing/grant.ts'
import type { Router } from '../routing/router.ts'
import type { Connection } from './connection.ts'

interface Options {
  readonly broker: Pick<Broker, 'clients'>
  readonly connections: WeakMap<BrokerClient, Connection>
  readonly router: Pick<Router, 'newMessage'>
}

/** Sends to one connection, whatever is withheld from it. The store gets nothing: whoever sends does so again after a reconnect. */
export function createSendTo({ broker, connections, router }: Options) {
  return (clientId: string, topic: string, payload: Uint8Array): boolean => {
    const client = broker.clients[clientId]
    const outbox = client && connections.get(client)?.outbox
    const grant = client && grantFor(client, topic)
    if (outbox === undefined || grant === undefined) return false
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
    const message = router.newMessage({ topic, payload: bytes, qos: 1, retain: false })
    outbox.accept({ message, qos: lowerQos(grant.qos, 1), retain: false, identifiers: grant.identifiers })
    return true
  }
}
