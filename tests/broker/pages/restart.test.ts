import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { createLog } from '../../../broker/log.ts'
import { openStores } from '../../../broker/storage/open-stores.ts'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { connectClient, startHub, type TestHub } from '../../support/hub.ts'
import { temporaryFolder } from '../../support/process.ts'
import { listed, published } from './glass.ts'

/** Starts a hub on what an earlier one has left in a folder. */
async function startOn(dataDir: string): Promise<TestHub> {
  const stores = await openStores({ dataDir, databaseUrl: undefined }, { clock: systemClock, log: createLog('silent') })
  let hub: TestHub | undefined
  let closed: Promise<void> | undefined
  const close = () => (closed ??= Promise.resolve(hub?.close()).then(() => stores.close()))
  onTestFinished(close)
  hub = await startHub({}, { stores })
  return { ...hub, close }
}

test('pages, live values and playlists go on after a restart, and nothing is published that has not changed', async () => {
  const dataDir = await temporaryFolder()
  const first = await startOn(dataDir)
  await connectBoard(first, 'kitchen', { about: { maxPayloadBytes: 4096 } })
  const client = await connectClient(first)
  await client.publishAsync('home/room', '20', { retain: true, qos: 1 })
  await request(first, 'PUT', '/api/displays/kitchen/pages/made', { text: '{{home/room}} C', lifetimeMs: 60_000 })
  await client.publishAsync('displays/kitchen/page/live', 'It is {{home/room}}', { retain: true, qos: 1 })
  await client.publishAsync('displays/kitchen/page/plain', 'Plain', { retain: true, qos: 1 })
  await request(first, 'PUT', '/api/playlists/lobby', { to: 'all', pages: [{ name: 'a', text: 'A {{home/room}}' }] })
  await expect.poll(async () => (await listed(first)).length).toBe(4)
  const before = await published(first, 'displays/+/page/+')
  await before.next(({ topic }) => topic.endsWith('made'))
  const madeBefore = (await listed(first)).find(({ name }) => name === 'made')
  await first.close()

  const second = await startOn(dataDir)
  const pages = await published(second, 'displays/+/page/+')
  await expect.poll(() => pages.seen.length).toBe(4)
  expect((await listed(second)).map(({ name, source, text }) => `${name} ${source} ${text}`)).toEqual([
    'live mqtt It is 20',
    'lobby-1 playlist A 20',
    'made hub 20 C',
    'plain mqtt Plain',
  ])
  expect((await listed(second)).find(({ name }) => name === 'made')?.['updatedAt']).toBe(madeBefore?.['updatedAt'])
  const later = await connectClient(second)
  await later.publishAsync('home/room', '21', { qos: 1 })
  for (const text of ['It is 21', '21 C', 'A 21']) await pages.next(({ payload }) => payload.includes(text))
  expect(pages.seen.length).toBe(4)

  await request(second, 'DELETE', '/api/playlists/lobby')
  await later.publishAsync('displays/kitchen/page/live', '', { retain: true, qos: 1 })
  await request(second, 'DELETE', '/api/displays/kitchen/pages/made')
  await second.close()
  const third = await startOn(dataDir)
  expect((await listed(third)).map(({ name }) => name)).toEqual(['plain'])
})
