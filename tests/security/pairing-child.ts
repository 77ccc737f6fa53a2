import type { DisplayId } from '#contract/ids.ts'
import { createDisplaySecrets } from '../../broker/access/display-secrets.ts'
import { systemClock } from '../../broker/clock.ts'
import { createCredentials } from '../../broker/credentials/credentials.ts'
import { createDisplays } from '../../broker/displays/displays.ts'
import { keepDisplays } from '../../broker/displays/kept-displays.ts'
import { limits } from '../../broker/limits.ts'
import { createLog } from '../../broker/log.ts'
import { openStores } from '../../broker/storage/open-stores.ts'

const [dataDir = '', moment = ''] = process.argv.slice(2)
const clock = systemClock
const stores = await openStores({ dataDir, databaseUrl: undefined }, { clock, log: createLog('silent') })
const displays = createDisplays({ clock, limit: limits.maxDisplays })
const kept = await keepDisplays({ displays, repository: stores.displays, clock })
const kill = () => process.kill(process.pid, 'SIGKILL')

const credentials = await createCredentials({
  repository: stores.credentials,
  secrets: createDisplaySecrets(),
  clock,
  expect: displays.expect,
  onRevoked: () => {},
  onForgottenElsewhere: () => {},
  async saved() {
    if (moment === 'before') kill()
    await kept.saved()
    if (moment === 'written') kill()
  },
})
const { secret } = await credentials.issue(moment as DisplayId)
process.stdout.write(secret, kill)
