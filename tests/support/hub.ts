import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { onTestFinished } from 'vitest'
import { type Clock, systemClock } from '../../broker/clock.ts'
import { type Config, readConfig } from '../../broker/config.ts'
import { createHub } from '../../broker/hub.ts'
import { createLog } from '../../broker/log.ts'
import { createMemoryStores, type Stores } from '../../broker/storage/stores.ts'

export interface TestHub {
  readonly httpUrl: string
  readonly wsUrl: string
  readonly httpPort: number
  readonly mqttPort: number
  readonly mqttsPort: number
  close(): Promise<void>
}

const defaults: Config = { ...readConfig({}), host: '127.0.0.1', httpPort: 0, mqttPort: 0, logLevel: 'silent' }

/** A whole hub on free ports of the loopback address; closed when the test ends. */
export async function startHub(
  settings: Partial<Config> = {},
  { clock = systemClock, stores = createMemoryStores(clock) }: { clock?: Clock; stores?: Stores } = {},
): Promise<TestHub> {
  const config = { ...defaults, ...settings }
  const hub = await createHub(config, { clock, log: createLog(config.logLevel), stores })
  const { httpPort, mqttPort = 0, mqttsPort = 0 } = await hub.listen()
  const secure = config.tls === undefined ? '' : 's'
  let closed: Promise<void> | undefined
  const close = () => (closed ??= hub.close())
  onTestFinished(close)
  return {
    httpUrl: `http${secure}://127.0.0.1:${httpPort}`,
    wsUrl: `ws${secure}://127.0.0.1:${httpPort}/mqtt`,
    httpPort,
    mqttPort,
    mqttsPort,
    close,
  }
}

/** An MQTT client over WebSocket; ended when the test ends. */
export async function connectClient(hub: TestHub, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await connectAsync(hub.wsUrl, { reconnectPeriod: 0, ...options })
  onTestFinished(async () => {
    await client.endAsync(true).catch(() => undefined)
  })
  return client
}

/** Collects what arrives on a filter; `next` resolves with the first message that fits and was not handed out before. */
export async function collect<T>(client: MqttClient, filter: string, parse: (payload: Buffer, topic: string) => T) {
  const seen: T[] = []
  const waiting: { fits: (value: T) => boolean; resolve: (value: T) => void }[] = []
  client.on('message', (topic, payload) => {
    if (!matches(filter, topic)) return
    const value = parse(payload, topic)
    const index = waiting.findIndex(({ fits }) => fits(value))
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(value)
    else seen.push(value)
  })
  await client.subscribeAsync(filter, { qos: 1 })
  return {
    seen,
    next(fits: (value: T) => boolean = () => true): Promise<T> {
      const index = seen.findIndex(fits)
      if (index >= 0) return Promise.resolve(seen.splice(index, 1)[0] as T)
      return new Promise((resolve) => waiting.push({ fits, resolve }))
    },
  }
}

function matches(filter: string, topic: string): boolean {
  const pattern = filter.split('/')
  const parts = topic.split('/')
  if (pattern.at(-1) === '#') return pattern.slice(0, -1).every((part, index) => part === '+' || part === parts[index])
  return pattern.length === parts.length && pattern.every((part, index) => part === '+' || part === parts[index])
}

export const json = (payload: Buffer): unknown => JSON.parse(payload.toString())
