import { expect, test } from 'vitest'
import { reportSchema } from '#contract/delivery.ts'
import { displayViewSchema } from '#contract/http.ts'
import { freePort } from '../support/free-port.ts'
import { run, runHub, temporaryFolder } from '../support/process.ts'

async function onlineDisplays(url: string): Promise<number> {
  const response = await fetch(`${url}/api/displays`).catch(() => undefined)
  if (response === undefined) return 0
  const { displays } = (await response.json()) as { displays: unknown[] }
  return displays.map((view) => displayViewSchema.parse(view)).filter(({ presence }) => presence === 'online').length
}

test('displays survive a hub that is killed and started again, and show what is sent afterwards', async () => {
  const httpPort = await freePort()
  const url = `http://127.0.0.1:${httpPort}`
  const env = {
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_DATA_DIR: await temporaryFolder(),
  }
  const first = runHub(env)
  await first.prints(/Marquee is ready/)
  const fleet = run(process.execPath, ['dist/broker/cli.js', '--url', url, 'simulate', '--count', '5', '--id', 'sim'])
  await expect.poll(() => onlineDisplays(url), { timeout: 20_000 }).toBe(5)
  await fetch(`${url}/api/groups/floor`, { method: 'PUT', body: JSON.stringify({ displays: ['sim-1', 'sim-2'] }) })

  first.child.kill('SIGKILL')
  await first.exit
  const second = runHub(env)
  await second.prints(/Marquee is ready/)
  await expect.poll(() => onlineDisplays(url), { timeout: 25_000, interval: 200 }).toBe(5)

  const toAll = await fetch(`${url}/api/displays/all/message?wait=shown&timeoutMs=10000`, {
    method: 'POST',
    body: 'back',
  })
  expect(reportSchema.parse(await toAll.json())).toMatchObject({ complete: true, counts: { shown: 5 } })
  const toGroup = await fetch(`${url}/api/groups/floor/message?wait=shown&timeoutMs=10000`, {
    method: 'POST',
    body: 'group',
  })
  expect(reportSchema.parse(await toGroup.json())).toMatchObject({ complete: true, counts: { shown: 2 } })

  fleet.child.kill('SIGTERM')
  expect(await fleet.exit).toBe(0)
  await expect.poll(() => onlineDisplays(url)).toBe(0)
}, 60_000)
