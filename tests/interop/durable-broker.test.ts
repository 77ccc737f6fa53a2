import { connectAsync, connect as connectNow, type IClientOptions } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { runHub, type TestProcess, temporaryFolder } from '../support/process.ts'

async function settings() {
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const env = {
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: String(mqttPort),
    MARQUEE_DATA_DIR: await temporaryFolder(),
  }
  const connect = async (options: IClientOptions = {}) => {
    const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 0, ...options })
    onTestFinished(async () => void (await client.endAsync(true).catch(() => undefined)))
    return client
  }
  return { env, connect, url: `http://127.0.0.1:${httpPort}` }
}

async function start(env: Record<string, string>): Promise<TestProcess> {
  const hub = runHub(env)
  await hub.prints(/Marquee is ready/)
  return hub
}

async function kill(hub: TestProcess): Promise<void> {
  hub.child.kill('SIGKILL')
  await hub.exit
}

test('what was acknowledged outlives a hub that is killed: pages, sessions and their messages', async () => {
  const { env, connect } = await settings()
  const first = await start(env)
  const session = { clientId: 'reader', clean: false }
  const reader = await connect(session)
  await reader.subscribeAsync('alarm/#', { qos: 1 })
  await reader.endAsync()
  const sender = await connect()
  await sender.publishAsync('displays/kitchen/page/clock', '12:00', { qos: 1, retain: true })
  for (const text of ['one', 'two', 'three']) await sender.publishAsync('alarm/door', text, { qos: 1 })
  await kill(first)

  await start(env)
  const received: string[] = []
  // Listens before the connection, because what waited comes right after it.
  const back = connectNow(`mqtt://127.0.0.1:${env.MARQUEE_MQTT_PORT}`, { ...session, reconnectPeriod: 0 })
  onTestFinished(async () => void (await back.endAsync(true)))
  back.on('message', (topic, payload) => received.push(`${topic} ${payload}`))
  await expect.poll(() => received).toEqual(['alarm/door one', 'alarm/door two', 'alarm/door three'])
  await back.subscribeAsync('displays/kitchen/page/+', { qos: 1 })
  await expect.poll(() => received.at(-1)).toBe('displays/kitchen/page/clock 12:00')
})

test('a board that was online when the hub was killed is offline for everybody afterwards', async () => {
  const { env, connect, url } = await settings()
  const first = await start(env)
  const board = await connect({
    clientId: 'kitchen',
    will: { topic: 'displays/kitchen/status', payload: Buffer.from('offline'), qos: 1, retain: true },
  })
  await board.publishAsync('displays/kitchen/status', 'online', { qos: 1, retain: true })
  await kill(first)
  const second = await start(env)
  const watcher = await connect()
  const status = new Promise<string>((resolve) =>
    watcher.once('message', (_topic, payload) => resolve(payload.toString())),
  )
  await watcher.subscribeAsync(['displays/kitchen/status', 'end'])
  await watcher.publishAsync('end', 'nothing is retained')
  expect(['offline', 'nothing is retained']).toContain(await status)
  expect((await (await fetch(`${url}/api/displays`)).json()).displays).not.toContainEqual(
    expect.objectContaining({ presence: 'online' }),
  )
  expect(second.output()).not.toContain('"level":50')
})

test('a second hub in the same folder hears of the port, one on other ports of the first', async () => {
  const { env } = await settings()
  const first = await start(env)
  const same = runHub(env)
  expect(await same.exit).toBe(1)
  expect(same.output()).toContain(`Port ${env.MARQUEE_HTTP_PORT} (MARQUEE_HTTP_PORT) is taken`)
  const other = runHub({ ...env, MARQUEE_HTTP_PORT: '0', MARQUEE_MQTT_PORT: '0' })
  expect(await other.exit).toBe(1)
  expect(other.output()).toContain(
    `The data directory ${env.MARQUEE_DATA_DIR} is in use by another Marquee (process ${first.child.pid})`,
  )
})
