import { onTestFinished } from 'vitest'
import { systemClock } from '../../broker/clock.ts'
import type { Config } from '../../broker/config.ts'
import { createLog } from '../../broker/log.ts'
import { openStores } from '../../broker/storage/open-stores.ts'
import { startHub, type TestHub } from './hub.ts'
import { temporaryFolder } from './process.ts'

/** A hub that keeps everything in files, as a hub of people does. */
export async function startKeptHub(settings: Partial<Config> = {}): Promise<TestHub & { readonly dataDir: string }> {
  const dataDir = await temporaryFolder()
  const stores = await openStores({ dataDir, databaseUrl: undefined }, { clock: systemClock, log: createLog('silent') })
  let hub: TestHub | undefined
  // Registered first, so that it runs last.
  onTestFinished(async () => {
    await hub?.close()
    await stores.close()
  })
  hub = await startHub(settings, { stores })
  return { ...hub, dataDir }
}
