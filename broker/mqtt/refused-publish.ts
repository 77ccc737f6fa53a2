import type { Aedes } from 'aedes'

/**
 * Lets a refused PUBLISH be acknowledged and go nowhere, so that one bad payload does not cost a board its connection.
 * Aedes calls `broker.publish(packet, client, done)` after the acknowledgement; what is in the answered set stops there.
 */
export function swallowRefused(broker: Aedes): WeakSet<object> {
  const refused = new WeakSet<object>()
  type Internal = (packet: object, ...rest: unknown[]) => unknown
  const internal = broker as Aedes & { publish: Internal }
  const publish = internal.publish.bind(broker) as Internal
  internal.publish = (packet: object, ...rest: unknown[]) => {
    if (!refused.has(packet)) return publish(packet, ...rest)
    const done = rest.at(-1)
    return typeof done === 'function' ? done() : undefined
  }
  return refused
}
