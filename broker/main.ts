import { systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { createHub, type Hub } from './hub.ts'
import { limits } from './limits.ts'
import { checkPorts, type Listening } from './listening.ts'
import { createLog, type Log } from './log.ts'
import { openStores } from './storage/open-stores.ts'
import type { Stores } from './storage/stores.ts'

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

function addresses({ host, tls }: Config, { httpPort, mqttPort, mqttsPort }: Listening): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const mqtt = mqttPort === undefined ? '' : `, mqtt://${name}:${mqttPort}`
  const mqtts = mqttsPort === undefined ? '' : `, mqtts://${name}:${mqttsPort}`
  const secure = tls === undefined ? '' : 's'
  return `Marquee is ready: http${secure}://${name}:${httpPort} (MQTT at ws${secure}://${name}:${httpPort}/mqtt${mqtt}${mqtts})`
}

function explainAccess({ access }: Config, log: Log): void {
  if (access === 'open')
    log.warn(
      'OPEN ACCESS: everybody who reaches these ports may read, send and configure everything. Unset MARQUEE_ACCESS to ask them who they are.',
    )
  else log.info('Protected mode: whoever comes from elsewhere logs in, or has a token or a secret.')
}

async function closeAll(hub: Hub, stores: Stores): Promise<void> {
  try {
    await hub.close()
  } finally {
    await stores.close()
  }
}

function closeOnSignal(hub: Hub, stores: Stores, log: Log): void {
  let isClosing = false
  const close = (signal: string) => {
    if (isClosing) return
    isClosing = true
    log.info({ signal }, 'closing')
    const timeoutMs = limits.closeTimeoutMs + limits.closeDatabaseTimeoutMs
    setTimeout(() => fail('Closing took too long; what was left is cut off.'), timeoutMs).unref()
    closeAll(hub, stores).then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  await checkPorts(config)
  const stores = await openStores(config, { clock: systemClock, log })
  const hub = await createHub(config, { clock: systemClock, log, stores })
  closeOnSignal(hub, stores, log)
  const listening = await hub.listen()
  explainAccess(config, log)
  process.stdout.write(`${addresses(config, listening)}\n`)
}

main().catch(fail)
