import { expect, test } from 'vitest'
import { errorBodySchema, operations, startedVirtualDisplaysSchema } from '#contract/http.ts'
import { createLog } from '../../../broker/log.ts'
import { createVirtualDisplays } from '../../../broker/virtual-displays/virtual-displays.ts'
import { startHub, type TestHub } from '../../support/hub.ts'

async function start(hub: TestHub, request: object) {
  const response = await fetch(`${hub.httpUrl}/api/virtual-displays`, { method: 'POST', body: JSON.stringify(request) })
  return { status: response.status, body: (await response.json()) as unknown }
}

async function startedIds(hub: TestHub, request: object): Promise<string[]> {
  return startedVirtualDisplaysSchema.parse((await start(hub, request)).body).ids
}

async function refusal(hub: TestHub, request: object) {
  const { status, body } = await start(hub, request)
  return { status, ...errorBodySchema.parse(body) }
}

async function list(hub: TestHub) {
  const response = await fetch(`${hub.httpUrl}/api/displays`)
  return operations.listDisplays.responses[200].parse(await response.json()).displays
}

function stop(hub: TestHub, id: string) {
  return fetch(`${hub.httpUrl}/api/virtual-displays/${id}`, { method: 'DELETE' })
}

test('the hub starts virtual displays under free ids and they are online at once', async () => {
  const hub = await startHub()
  expect(await startedIds(hub, { count: 2 })).toEqual(['virtual-1', 'virtual-2'])
  expect(await startedIds(hub, { columns: 16, rows: 2, rom: 'A02' })).toEqual(['virtual-3'])
  const displays = await list(hub)
  expect(displays.map(({ presence, virtual }) => [presence, virtual])).toEqual(Array(3).fill(['online', true]))
  expect(displays[2]?.about).toMatchObject({ columns: 16, rows: 2, rom: 'A02', board: 'virtual' })
})

test('a stopped virtual display is forgotten and its id is free again', async () => {
  const hub = await startHub()
  await startedIds(hub, { id: 'shelf' })
  expect((await stop(hub, 'shelf')).status).toBe(204)
  expect(await list(hub)).toEqual([])
  expect((await stop(hub, 'shelf')).status).toBe(404)
  expect(await startedIds(hub, { id: 'shelf' })).toEqual(['shelf'])
})

test('an id that a display has already is refused', async () => {
  const hub = await startHub()
  await startedIds(hub, { id: 'shelf' })
  expect(await refusal(hub, { id: 'shelf' })).toMatchObject({ status: 409, code: 'conflict', field: 'id' })
})

test('requests that no virtual display can meet are refused and start none', async () => {
  const hub = await startHub()
  expect(await refusal(hub, { columns: 40, rows: 4 })).toMatchObject({ code: 'out_of_range' })
  expect(await refusal(hub, { id: 'two', count: 2 })).toMatchObject({ code: 'conflicting_fields', field: 'count' })
  expect(await list(hub)).toEqual([])
})

test('requests at the same time get different ids', async () => {
  const hub = await startHub()
  const ids = await Promise.all([1, 2, 3].map(() => startedIds(hub, { count: 2 })))
  expect(new Set(ids.flat()).size).toBe(6)
})

test('more virtual displays than the limit are refused, and a stopped one makes room', async () => {
  const hub = await startHub()
  const log = createLog('silent')
  const displays = createVirtualDisplays({
    url: () => hub.wsUrl,
    log,
    limit: 2,
    isTaken: () => false,
  })
  expect(await displays.start({ count: 2 })).toEqual(['virtual-1', 'virtual-2'])
  await expect(displays.start({})).rejects.toMatchObject({ code: 'limit_reached' })
  expect(await displays.stop('virtual-1')).toBe(true)
  expect(await displays.start({})).toEqual(['virtual-1'])
  await displays.close()
  expect(displays.ids()).toEqual([])
  await expect(displays.start({})).rejects.toMatchObject({ code: 'unavailable' })
})
