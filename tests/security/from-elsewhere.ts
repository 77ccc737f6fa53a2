// Runs in a network of its own, where a hub is reached from 198.51.100.1: an address that is not loopback. Prints what
// somebody gets who comes from there.
import { execFileSync } from 'node:child_process'
import { connectAsync } from 'mqtt'
import { operations } from '#contract/http.ts'
import { systemClock } from '../../broker/clock.ts'
import { readConfig } from '../../broker/config.ts'
import { createHub } from '../../broker/hub.ts'
import { createLog } from '../../broker/log.ts'
import { createMemoryStores } from '../../broker/storage/stores.ts'

const address = '198.51.100.1'

execFileSync('ip', ['link', 'set', 'lo', 'up'])
execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo'])
const config = { ...readConfig({}), host: '0.0.0.0', httpPort: 0, mqttPort: 0 }
const stores = createMemoryStores(systemClock)
const hub = await createHub(config, { clock: systemClock, log: createLog('silent'), stores })
const { httpPort, mqttPort } = await hub.listen()

async function statusOf(host: string, method: string, path: string): Promise<number> {
  const response = await fetch(`http://${host}:${httpPort}${path}`, { method: method.toUpperCase() })
  await response.arrayBuffer()
  return response.status
}

async function mqtt(url: string, options: object): Promise<string> {
  try {
    const client = await connectAsync(url, { reconnectPeriod: 0, ...options })
    await client.endAsync(true)
    return 'connected'
  } catch (error) {
    return (error as Error).message
  }
}

const http: Record<string, number> = {}
for (const [name, { method, path, access }] of Object.entries(operations)) {
  if (access !== 'anyone') http[name] = await statusOf(address, method, path.replace('{id}', 'kitchen'))
}
const session = await (await fetch(`http://${address}:${httpPort}/api/session`)).json()
const attempts = {
  nameless: {},
  board: { clientId: 'kitchen' },
  wrongSecret: { clientId: 'kitchen', username: 'kitchen', password: 'mqd_wrong' },
  wrongToken: { username: 'x', password: 'mqt_wrong' },
  wrongTicket: { clientId: 'web-aaaaaaaa', username: 'x', password: 'mqw_wrong' },
  page: { clientId: 'web-aaaaaaaa' },
}
const overTcp: Record<string, string> = {}
const overWebSocket: Record<string, string> = {}
for (const [name, options] of Object.entries(attempts)) {
  overTcp[name] = await mqtt(`mqtt://${address}:${mqttPort}`, options)
  overWebSocket[name] = await mqtt(`ws://${address}:${httpPort}/mqtt`, options)
}
const here = {
  status: await statusOf('127.0.0.1', 'get', '/api/displays'),
  mqtt: await mqtt(`mqtt://127.0.0.1:${mqttPort}`, {}),
}
await hub.close()
process.stdout.write(`${JSON.stringify({ http, session, overTcp, overWebSocket, here })}\n`)
