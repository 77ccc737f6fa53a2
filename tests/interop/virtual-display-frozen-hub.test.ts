import { expect, test } from 'vitest'
import { prepareHubProcess } from '../support/hub-process.ts'
import { runVirtualDisplay, timesUp } from '../support/virtual-display.ts'

test('notices a hub that is frozen by its keep alive, and comes back when the hub goes on', async () => {
  const hub = await prepareHubProcess()
  const process = await hub.start()
  const display = runVirtualDisplay({ id: 'kitchen', port: hub.httpPort })
  await display.prints(/link up/)
  process.child.kill('SIGSTOP')
  await display.prints(/link lost/)
  process.child.kill('SIGCONT')
  await expect.poll(() => timesUp(display), { timeout: 60_000 }).toBe(2)
  expect(await hub.shownOn('kitchen', 'awake')).toBe(1)
}, 120_000)
