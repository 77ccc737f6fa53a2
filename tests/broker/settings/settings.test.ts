import { expect, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import { openSettings } from '../../../broker/settings/settings.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../../support/raw-client.ts'

const log = createLog('silent')
const stores = () => createMemoryStores(systemClock)

const put = (hub: TestHub, body: object) =>
  fetch(`${hub.httpUrl}/api/settings`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

test('a fresh hub has the defaults of its limits', async () => {
  const hub = await startHub()
  const { softUnsentBytes, maxUnsentBytes, historyDays, historyMessages } = limits
  expect(await (await fetch(`${hub.httpUrl}/api/settings`)).json()).toEqual({
    softUnsentBytes,
    maxUnsentBytes,
    historyDays,
    historyMessages,
  })
})

test('what is changed counts after a restart', async () => {
  const kept = stores()
  const first = await startHub({}, { stores: kept })
  expect((await put(first, { softUnsentBytes: 20_000, maxUnsentBytes: 100_000 })).status).toBe(200)
  await first.close()
  const settings = await openSettings({ repository: kept.settings, defaults: limits, log })
  expect(settings.current).toMatchObject({ softUnsentBytes: 20_000, maxUnsentBytes: 100_000, historyDays: 90 })
})

test.each([
  [{ softUnsentBytes: 200_000, maxUnsentBytes: 100_000 }, 'conflicting_fields', 'softUnsentBytes'],
  [{ softUnsentBytes: 1, maxUnsentBytes: 100_000 }, 'out_of_range', 'softUnsentBytes'],
  [{ softUnsentBytes: 20_000 }, 'missing_field', 'maxUnsentBytes'],
  [{ softUnsentBytes: 20_000, maxUnsentBytes: 100_000, color: 1 }, 'unknown_field', 'color'],
])('%j is refused with %s and changes nothing', async (body, code, field) => {
  const hub = await startHub()
  const answer = await put(hub, body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code, field })
  expect(await (await fetch(`${hub.httpUrl}/api/settings`)).json()).toMatchObject({
    maxUnsentBytes: limits.maxUnsentBytes,
  })
})

test('what was kept and does not fit any more gives way to the defaults', async () => {
  const { settings: repository } = stores()
  await repository.set('settings', JSON.stringify({ softUnsentBytes: -1 }))
  const settings = await openSettings({ repository, defaults: limits, log })
  expect(settings.current.softUnsentBytes).toBe(limits.softUnsentBytes)
})

test('a lower bound counts for connections that are there already', async () => {
  const hub = await startHub()
  const frozen = await connectRaw(hub.mqttPort)
  frozen.send(connectPacket('frozen'), subscribePacket({ bulk: 1 }))
  await frozen.next('suback')
  frozen.socket.pause()
  await put(hub, { softUnsentBytes: 16_384, maxUnsentBytes: 65_536 })
  const sender = await connectRaw(hub.mqttPort)
  sender.send(connectPacket('sender'))
  await sender.next('connack')
  const metrics = async () => (await fetch(`${hub.httpUrl}/metrics`)).text()
  // What the kernel takes for a client that does not read is some megabytes at most.
  for (let index = 1; index < 400 && !(await metrics()).includes('slow_client"} 1'); index++) {
    sender.send(publishPacket('bulk', 'x'.repeat(50_000), { qos: 1, messageId: index }))
    await sender.next('puback')
  }
  expect(await metrics()).toContain('marquee_dropped_total{reason="slow_client"} 1')
})
