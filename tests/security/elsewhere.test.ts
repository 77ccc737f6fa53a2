import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../support/process.ts'
import { tool } from '../support/tool.ts'

const script = fileURLToPath(new URL('from-elsewhere.ts', import.meta.url))

test('a fresh hub serves its own machine and nobody who comes from another address', async () => {
  tool('ip', 'iproute2')
  // Only root may make a network; everybody else is root in a namespace of their own.
  const flags = process.getuid?.() === 0 ? ['--net'] : ['--net', '--map-root-user']
  const elsewhere = run(tool('unshare', 'util-linux'), [...flags, process.execPath, '--import', 'tsx', script])
  const [, printed = ''] = await elsewhere.prints(/^(\{.*\})$/m)
  const { http, session, overTcp, overWebSocket, here } = JSON.parse(printed)
  expect(Object.keys(http).length).toBeGreaterThan(20)
  expect(new Set(Object.values(http))).toEqual(new Set([403]))
  expect(session).toMatchObject({ claimed: false, claimNeedsCode: true, principal: null })
  for (const refusal of [...Object.values(overTcp), ...Object.values(overWebSocket)]) {
    expect(refusal).toMatch(/not authorized|bad user ?name or password|identifier rejected/i)
  }
  expect(here).toEqual({ status: 200, mqtt: 'connected' })
})
