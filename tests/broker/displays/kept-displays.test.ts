import { expect, test } from 'vitest'
import type { About } from '#contract/display.ts'
import type { DisplayId } from '#contract/ids.ts'
import { createDisplays } from '../../../broker/displays/displays.ts'
import { keepDisplays } from '../../../broker/displays/kept-displays.ts'
import { createDisplaysInMemory } from '../../../broker/storage/repositories/displays-in-memory.ts'

const kitchen = 'kitchen' as DisplayId
const aboutOf = (board: string): About => ({
  protocol: 1,
  firmware: '1',
  board,
  columns: 20,
  rows: 4,
  rom: 'A00',
  maxPayloadBytes: 2048,
  capabilities: [],
})

async function start(repository = createDisplaysInMemory()) {
  const clock = { now: () => 1000 }
  const displays = createDisplays({ clock, limit: 10 })
  const kept = await keepDisplays({ displays, repository, clock })
  const ids = async () => (await repository.load()).map(({ id }) => id)
  return { displays, repository, kept, ids }
}

test('a display is kept with what it said, and forgotten with it', async () => {
  const { displays, repository, kept } = await start()
  displays.setPresence(kitchen, 'online', 'client')
  await kept.saved()
  expect(await repository.load()).toEqual([{ id: kitchen, offlineSince: undefined, about: undefined }])
  displays.describe(kitchen, aboutOf('esp32'))
  displays.clientGone('client')
  await kept.saved()
  expect(await repository.load()).toEqual([{ id: kitchen, offlineSince: 1000, about: aboutOf('esp32') }])
  displays.forget(kitchen)
  kept.close()
  expect(await repository.load()).toEqual([])
})

test('a virtual display is not kept, also when it says late that it is one', async () => {
  const { displays, kept, ids } = await start()
  displays.setPresence(kitchen, 'online', 'client')
  await kept.saved()
  displays.describe(kitchen, aboutOf('virtual'))
  kept.close()
  expect(await ids()).toEqual([])
})

test('a virtual display that takes the id of a board does not make the hub forget the board', async () => {
  const repository = createDisplaysInMemory()
  repository.put({ id: kitchen, offlineSince: 5, about: aboutOf('esp32') })
  const { displays, kept } = await start(repository)
  displays.setPresence(kitchen, 'online', 'client')
  displays.describe(kitchen, aboutOf('virtual'))
  kept.close()
  expect(await repository.load()).toEqual([{ id: kitchen, offlineSince: 5, about: aboutOf('esp32') }])
})

test('a display with credentials is kept whatever it says of itself', async () => {
  const repository = createDisplaysInMemory()
  const displays = createDisplays({ clock: { now: () => 1000 }, limit: 10 })
  const clock = { now: () => 1000 }
  const kept = await keepDisplays({ displays, repository, clock, hasCredentials: (id) => id === kitchen })
  expect(displays.expect(kitchen)).toBe(true)
  await kept.saved()
  displays.rename(kitchen, 'Galley')
  displays.describe(kitchen, aboutOf('virtual'))
  kept.close()
  expect(await repository.load()).toEqual([
    { id: kitchen, name: 'Galley', offlineSince: 1000, about: aboutOf('virtual') },
  ])
})

test('nothing is written for displays that did not change', async () => {
  const inner = createDisplaysInMemory()
  inner.put({ id: kitchen, offlineSince: 5, about: undefined })
  const written: string[] = []
  const { displays, kept } = await start({ ...inner, put: ({ id }) => void written.push(id) })
  displays.setPresence('attic' as DisplayId, 'online', 'client')
  displays.setPresence('attic' as DisplayId, 'online', 'client')
  kept.close()
  expect(written).toEqual(['attic'])
})
