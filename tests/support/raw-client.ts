import { connect, type Socket } from 'node:net'
import { generate, type Packet, parser } from 'mqtt-packet'
import { onTestFinished } from 'vitest'

export interface RawClient {
  readonly socket: Socket
  readonly packets: Packet[]
  readonly closed: Promise<void>
  send(...packets: Packet[]): void
  onPacket(listener: (packet: Packet) => void): void
  /** Resolves with the first packet of this kind that was not handed out before. */
  next(cmd: Packet['cmd']): Promise<Packet>
}

/** A client that sends exactly what it is told to, in one write, and acknowledges nothing. */
export async function connectRaw(port: number, protocolVersion: 3 | 4 | 5 = 4): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await new Promise((resolve) => socket.once('connect', resolve))
  const packets: Packet[] = []
  const reader = parser({ protocolVersion })
  const listeners = new Set<() => void>()
  reader.on('packet', (packet: Packet) => {
    packets.push(packet)
    for (const listener of listeners) listener()
  })
  socket.on('data', (bytes) => reader.parse(bytes))
  const handedOut = new Set<Packet>()
  return {
    socket,
    packets,
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    onPacket: (listener) => void reader.on('packet', listener),
    send: (...sent) => void socket.write(Buffer.concat(sent.map((packet) => generate(packet, { protocolVersion })))),
    next: (cmd) =>
      new Promise((resolve) => {
        const look = () => {
          const found = packets.find((packet) => packet.cmd === cmd && !handedOut.has(packet))
          if (found === undefined) return
          listeners.delete(look)
          handedOut.add(found)
          resolve(found)
        }
        listeners.add(look)
        look()
      }),
  }
}

/** Lets a raw client acknowledge what it gets, at once. */
export function acknowledgeAll(client: RawClient, packet: Packet): void {
  const messageId = packet.messageId ?? 0
  if (packet.cmd === 'publish' && packet.qos === 1) client.send({ cmd: 'puback', messageId })
  if (packet.cmd === 'publish' && packet.qos === 2) client.send({ cmd: 'pubrec', messageId })
  if (packet.cmd === 'pubrel') client.send({ cmd: 'pubcomp', messageId })
}

export function connectPacket(clientId: string, options: object = {}): Packet {
  const packet = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId, keepalive: 0 }
  return { ...packet, ...options } as Packet
}

export function publishPacket(topic: string, payload: string, options: object = {}): Packet {
  return { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false, ...options } as Packet
}

export function subscribePacket(filters: Record<string, 0 | 1 | 2>, options: object = {}): Packet {
  const subscriptions = Object.entries(filters).map(([topic, qos]) => ({ topic, qos }))
  return { cmd: 'subscribe', messageId: 1, subscriptions, ...options } as Packet
}
