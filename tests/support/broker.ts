import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import memory from 'aedes-persistence'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { onTestFinished } from 'vitest'
import { type AccessOptions, createAccess } from '../../broker/access/access.ts'
import { createDisplaySecrets, type DisplaySecrets } from '../../broker/access/display-secrets.ts'
import { createVerifiers } from '../../broker/access/verifiers.ts'
import { systemClock } from '../../broker/clock.ts'
import { limits } from '../../broker/limits.ts'
import { createLog } from '../../broker/log.ts'
import type { Store } from '../../broker/mqtt/aedes-internals.ts'
import { listenOn } from '../../broker/mqtt/listen-on.ts'
import { createMqttServer, type MqttServer } from '../../broker/mqtt/mqtt-server.ts'
import { createMemoryStore } from '../../broker/mqtt/store/memory-store.ts'
import { createTraffic, type Traffic } from '../../broker/mqtt/traffic.ts'

export interface TestBroker {
  readonly port: number
  readonly wsUrl: string
  readonly traffic: Traffic
  readonly gone: string[]
  /** Topics of what was refused. */
  readonly refused: string[]
  readonly secrets: DisplaySecrets
  readonly reassess: MqttServer['reassess']
  connect(options?: IClientOptions): Promise<MqttClient>
}

/** The MQTT side of a hub alone: every topic is open. */
export async function startBroker({
  store = createMemoryStore({ limits, clock: systemClock }),
  access = {},
  verifiers = {},
  facts = {},
}: {
  store?: Store
  access?: Partial<Pick<AccessOptions, 'access' | 'trustLoopback'>>
  verifiers?: Partial<AccessOptions['verifiers']>
  facts?: Partial<AccessOptions['facts']>
} = {}): Promise<TestBroker> {
  const secrets = createDisplaySecrets()
  const traffic = createTraffic()
  const refused: string[] = []
  const mqtt = await createMqttServer({
    access: createAccess({
      access: 'protected',
      publicUrl: undefined,
      trustLoopback: true,
      ...access,
      verifiers: {
        ...createVerifiers({ secrets, accounts: { ticket: () => undefined, isClaimed: () => false } }),
        ...verifiers,
      },
      facts: {
        groupsOf: () => [],
        peersOf: () => new Set(),
        addressOf: () => undefined,
        ...facts,
      },
    }),
    log: createLog('silent'),
    settings: { current: limits },
    gate: { admit: () => ({ stripRetain: false }), refuse: ({ topic }) => refused.push(topic) },
    traffic,
    store,
  })
  const gone: string[] = []
  mqtt.onDisconnect((clientId) => gone.push(clientId))
  const server = createServer()
  mqtt.attach(server)
  await listenOn(server, '127.0.0.1', 0)
  const port = await mqtt.listenTcp('127.0.0.1', 0)
  onTestFinished(async () => {
    await mqtt.close()
    server.closeAllConnections()
    server.close()
  })
  const wsUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/mqtt`
  return {
    port,
    wsUrl,
    traffic,
    gone,
    refused,
    secrets,
    reassess: mqtt.reassess,
    async connect(options = {}) {
      const client = await connectAsync(wsUrl, { reconnectPeriod: 0, ...options })
      onTestFinished(async () => {
        await client.endAsync(true).catch(() => undefined)
      })
      return client
    },
  }
}

type Method = (...args: unknown[]) => unknown

/** A store in memory of which each call may be delayed or fail. */
export function memoryStore(before: (method: string) => Promise<void> | undefined = () => undefined): Store {
  const kept: object = memory()
  return new Proxy(kept, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function' || typeof name !== 'string') return value
      const method = value as Method
      if (name === 'setup' || name.endsWith('Stream') || name.startsWith('create') || name.startsWith('stream'))
        return method.bind(target)
      return (...args: unknown[]) => {
        const wait = before(name)
        return wait === undefined ? method.apply(target, args) : wait.then(() => method.apply(target, args))
      }
    },
  }) as Store
}
