import type { Client } from 'aedes'
import type { Principal } from '../access/principal.ts'
import type { Broker } from './aedes-internals.ts'

/** Tells who connects, and which client ids nobody uses any more. */
export interface ComingsAndGoings {
  onConnect(listener: (clientId: string, principal: Principal) => void): void
  onDisconnect(listener: (clientId: string) => void): void
}

export function followConnections(broker: Broker, principals: WeakMap<Client, Principal>): ComingsAndGoings {
  const connected: ((clientId: string, principal: Principal) => void)[] = []
  const gone: ((clientId: string) => void)[] = []
  broker.on('clientReady', (client) => {
    const principal = principals.get(client)
    if (principal !== undefined) for (const listener of connected) listener(client.id, principal)
  })
  broker.on('clientDisconnect', ({ id }) => {
    // After the will, and only if nobody has taken over.
    setImmediate(() => {
      if (broker.clients[id] !== undefined) return
      for (const listener of gone) listener(id)
    })
  })
  return {
    onConnect: (listener) => void connected.push(listener),
    onDisconnect: (listener) => void gone.push(listener),
  }
}
