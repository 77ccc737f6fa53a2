import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { runHub, temporaryFolder } from '../support/process.ts'
import { runVirtualDisplay } from '../support/virtual-display.ts'

const counted = (output: string) => Array.from(output.matchAll(/^counted (\d+)$/gm), ([, number]) => Number(number))

test('two displays count in turns through the hub, and no number is lost when the hub is killed and started again', async () => {
  const httpPort = await freePort()
  const url = `http://127.0.0.1:${httpPort}`
  const mqttPort = await freePort()
  const env = {
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: String(mqttPort),
    MARQUEE_DATA_DIR: await temporaryFolder(),
  }
  const first = runHub(env)
  await first.prints(/Marquee is ready/)
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 0 })
  await client.publishAsync('displays/odd/config', '{"peers":["even"]}', { retain: true, qos: 1 })
  await client.publishAsync('displays/even/config', '{"peers":["odd"]}', { retain: true, qos: 1 })
  await client.endAsync()
  const period = ['--period-ms', '100']
  const odd = runVirtualDisplay({ id: 'odd', port: httpPort, args: ['--exchange', 'even', '--first', '1', ...period] })
  const even = runVirtualDisplay({ id: 'even', port: httpPort, args: ['--exchange', 'odd', '--first', '2', ...period] })
  await odd.prints(/counted 10\n/)

  first.child.kill('SIGKILL')
  await Promise.all([first.exit, odd.prints(/link lost/), even.prints(/link lost/)])
  const before = counted(odd.output()).at(-1) ?? 0
  const second = runHub(env)
  await second.prints(/Marquee is ready/)
  await odd.prints(new RegExp(`counted ${before + 10}\n`))

  const evens = counted(odd.output())
  const odds = counted(even.output())
  expect(evens).toEqual(evens.map((_, index) => 2 * (index + 1)))
  expect(odds).toEqual(odds.map((_, index) => 2 * index + 1))
  expect(Math.abs(evens.length - odds.length)).toBeLessThanOrEqual(1)
  // A plain text has the glass for a second, so of numbers that come faster only some are seen.
  await expect.poll(() => Number(odd.output().match(/.*screen \|(\d+) /s)?.[1] ?? 0)).toBeGreaterThan(before)
  const displays = (await (await fetch(`${url}/api/displays`)).json()) as { displays: { presence: string }[] }
  expect(displays.displays.map(({ presence }) => presence)).toEqual(['online', 'online'])
})
