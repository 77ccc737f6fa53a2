import type { IClientOptions, MqttClient } from 'mqtt'
import type { Ack } from '#contract/display.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import { connectClient, type TestHub } from './hub.ts'

export interface TestBoard {
  readonly client: MqttClient
  /** Payloads of `message` topics as they arrived. */
  readonly received: string[]
  next(): Promise<string>
  /** Acknowledges a payload as a board does: by its id, or by its hash. */
  ack(payload: string, state?: Ack['state'], reason?: string): void
}

const about = {
  protocol: 1,
  firmware: 'test',
  board: 'test',
  columns: 20,
  rows: 4,
  rom: 'A00',
  maxPayloadBytes: 1024,
  capabilities: [],
}

/** A board as a firmware author would write it from docs/protocol.md: will, subscriptions, online, about. It acknowledges nothing by itself. */
export async function connectBoard(
  hub: TestHub,
  id: string,
  options: IClientOptions & { about?: object } = {},
): Promise<TestBoard> {
  const { about: facts, ...connection } = options
  const client = await connectClient(hub, {
    clientId: id,
    will: { topic: `displays/${id}/status`, payload: Buffer.from('offline'), retain: true, qos: 1 },
    ...connection,
  })
  const received: string[] = []
  const waiting: ((payload: string) => void)[] = []
  client.on('message', (topic, payload) => {
    if (!topic.endsWith('/message')) return
    const text = payload.toString()
    const next = waiting.shift()
    if (next === undefined) received.push(text)
    else next(text)
  })
  await client.subscribeAsync([`displays/${id}/message`, 'displays/all/message'], { qos: 1 })
  await client.publishAsync(`displays/${id}/about`, JSON.stringify({ ...about, ...facts }), { retain: true, qos: 1 })
  await client.publishAsync(`displays/${id}/status`, 'online', { retain: true, qos: 1 })
  return {
    client,
    received,
    next: () => {
      const first = received.shift()
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first)
    },
    ack(payload, state = 'shown', reason) {
      const id_ = payload.startsWith('{') ? (JSON.parse(payload) as { id?: string }).id : undefined
      const ack: Ack = {
        id: id_ ?? `~${fnv1a32Hex(Buffer.from(payload))}`,
        state,
        elapsedMs: 3,
        ...(reason === undefined ? {} : { reason }),
      }
      client.publish(`displays/${id}/ack`, JSON.stringify(ack))
    },
  }
}
