import type { Broker, BrokerClient } from '../aedes-internals.ts'

const sessionTakenOver = 0x8e

/**
 * Lets exactly one connection per client id live, however slow the store and however many come at once. Aedes waits
 * for the old connection before it registers the new one; a third that comes meanwhile leaves one of them open and
 * unknown, and the late end of the old one unregisters the new one (aedes#928, #985).
 */
export function correctTakeover(broker: Broker): { heir(clientId: string): BrokerClient | undefined } {
  broker.clients = Object.create(null) as Broker['clients']
  const heirs = new Map<string, BrokerClient>()
  const registered = new WeakSet<BrokerClient>()
  const { unregisterClient, scheduleSessionExpiry, publishWill } = broker

  broker.registerClient = (client) => {
    // Its connection ended while the store was asked.
    if (client.closed) return
    const old = broker.clients[client.id]
    if (old !== undefined && old !== client) {
      heirs.set(client.id, client)
      broker._takingOver.add(client.id)
      old.disconnect({ reasonCode: sessionTakenOver })
      old.close()
      heirs.delete(client.id)
    }
    registered.add(client)
    broker._finishRegisterClient(client)
  }
  broker.unregisterClient = (client) => {
    if (broker.clients[client.id] === client) unregisterClient.call(broker, client)
  }
  broker.scheduleSessionExpiry = (client) => {
    if (broker.clients[client.id] === undefined) scheduleSessionExpiry.call(broker, client)
  }
  // A will belongs to an accepted connection [MQTT-3.1.2-8], not to one that ended before its CONNACK.
  broker.publishWill = (client, will) => {
    if (registered.has(client)) publishWill.call(broker, client, will)
  }
  return { heir: (clientId) => heirs.get(clientId) ?? broker.clients[clientId] }
}
