import { onTestFinished } from 'vitest'
import { systemClock } from '../../broker/clock.ts'
import { createLog } from '../../broker/log.ts'
import { openStores } from '../../broker/storage/open-stores.ts'
import { startHub } from './hub.ts'
import { temporaryFolder } from './process.ts'

/** A hub whose people, boards and groups are in a database of PostgreSQL; closed when the test ends. */
export async function startOn(databaseUrl: string) {
  const settings = { dataDir: await temporaryFolder(), databaseUrl }
  const stores = await openStores(settings, { clock: systemClock, log: createLog('silent') })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= stores.close())
  // Runs after the hub was closed.
  onTestFinished(close)
  const hub = await startHub({}, { stores })
  const call = (path: string, init?: RequestInit) => fetch(`${hub.httpUrl}${path}`, init)
  const putGroup = (id: string, displays: string[]) =>
    call(`/api/groups/${id}`, { method: 'PUT', body: JSON.stringify({ displays }) })
  const readiness = async () => {
    const response = await call('/readyz')
    return { status: response.status, body: await response.json() }
  }
  const metric = async (line: string) => (await (await call('/metrics')).text()).includes(line)
  const stop = () => hub.close().then(close)
  return { hub, stores, stop, call, putGroup, readiness, metric }
}
