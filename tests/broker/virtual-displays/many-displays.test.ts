import { expect, test } from 'vitest'
import { operations } from '#contract/http.ts'
import { startHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from './fleet-of-a-test.ts'

test('two hundred displays in one process all show a broadcast', async () => {
  const hub = await startHub()
  const fleet = await startFleet(hub.wsUrl)
  const displays = fleet.start(displayIds(200), size)
  await Promise.all(displays.map(({ ready }) => ready))
  const response = await fetch(`${hub.httpUrl}/api/messages?wait=shown&timeoutMs=20000`, {
    method: 'POST',
    body: JSON.stringify({ to: 'all', text: 'Fire drill' }),
  })
  const report = operations.sendMessage.responses[200].parse(await response.json())
  expect(report.counts).toMatchObject({ shown: 200, sent: 0, queued: 0 })
  for (const display of displays) {
    expect(Buffer.from(display.screen().cells).toString('latin1')).toMatch(/^Fire drill/)
  }
})
