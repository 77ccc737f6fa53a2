import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { startPostgres } from '../support/postgres.ts'
import { run, runHub, temporaryFolder } from '../support/process.ts'

async function start(dataDir: string, more: Record<string, string> = {}) {
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const hub = runHub({
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: String(mqttPort),
    MARQUEE_DATA_DIR: dataDir,
    ...more,
  })
  await hub.prints(/Marquee is ready/)
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 0 })
  onTestFinished(async () => void (await client.endAsync(true).catch(() => undefined)))
  const url = `http://127.0.0.1:${httpPort}`
  const groups = async () => ((await (await fetch(`${url}/api/groups`)).json()) as { groups: unknown }).groups
  const putGroup = (id: string) => fetch(`${url}/api/groups/${id}`, { method: 'PUT', body: '{"displays":["kitchen"]}' })
  return { hub, client, groups, putGroup }
}

const marquee = (env: Record<string, string>, ...argv: string[]) =>
  run(process.execPath, ['dist/broker/cli.js', ...argv], { env })

test('a backup of a hub that runs, restored elsewhere, is that hub again: groups and pages', async () => {
  const folder = await temporaryFolder()
  const [from, to, file] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'marquee.tar')]
  const first = await start(from)
  await first.putGroup('floor')
  await first.client.publishAsync('displays/kitchen/page/clock', '12:00', { qos: 1, retain: true })
  const backup = marquee({ MARQUEE_DATA_DIR: from }, 'backup', file)
  expect(await backup.exit, backup.output()).toBe(0)

  const refused = marquee({ MARQUEE_DATA_DIR: from }, 'restore', file)
  expect(await refused.exit).toBe(1)
  expect(refused.output()).toContain('a hub runs on')
  const restored = marquee({ MARQUEE_DATA_DIR: to }, 'restore', file)
  expect(await restored.exit, restored.output()).toBe(0)

  const second = await start(to)
  expect(await second.groups()).toEqual([{ id: 'floor', displays: ['kitchen'] }])
  const page = new Promise<string>((resolve) => second.client.once('message', (_, payload) => resolve(String(payload))))
  await second.client.subscribeAsync('displays/kitchen/page/+')
  expect(await page).toBe('12:00')
}, 90_000)

test('a hub on PostgreSQL keeps its groups there, whatever its data directory, and ends in order also when it is away', async () => {
  const server = await startPostgres()
  const database = { MARQUEE_DATABASE_URL: await server.createDatabase() }
  const first = await start(await temporaryFolder(), database)
  expect((await first.putGroup('floor')).status).toBe(200)
  first.hub.child.kill('SIGTERM')
  expect(await first.hub.exit).toBe(0)
  const second = await start(await temporaryFolder(), database)
  expect(await second.groups()).toEqual([{ id: 'floor', displays: ['kitchen'] }])

  await server.stop()
  const unsaved = second.putGroup('attic').catch(() => undefined)
  await expect.poll(second.groups).toHaveLength(2)
  second.hub.child.kill('SIGTERM')
  expect(await second.hub.exit, second.hub.output()).toBe(0)
  await unsaved
  expect(second.hub.output()).toContain('changes could not be saved; they are lost')
  expect(second.hub.output()).not.toContain('marquee:secret')
}, 90_000)
