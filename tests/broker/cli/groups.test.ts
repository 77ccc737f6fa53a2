import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { ran } from './fake-io.ts'

test('makes a group, adds and removes displays, lists and deletes it', async () => {
  const hub = await startHub()
  for (const id of ['kitchen', 'hall', 'attic']) await connectBoard(hub, id)
  const groups = async (...argv: string[]) => (await ran(hub.httpUrl, ['groups', ...argv])).lines
  expect(await groups()).toEqual(['There is no group. `marquee groups put <id> <displays>` makes one.'])
  expect(await groups('put', 'down', 'kitchen')).toEqual(['down has 1 display: kitchen.'])
  expect(await groups('add', 'down', 'hall', 'attic')).toEqual(['down has 3 displays: attic, hall, kitchen.'])
  expect(await groups('remove', 'down', 'attic')).toEqual(['down has 2 displays: hall, kitchen.'])
  expect(await groups('list')).toEqual(['GROUP  DISPLAYS', 'down   hall,kitchen'])
  expect(JSON.parse((await groups('--json'))[0] ?? '')).toEqual({
    groups: [{ id: 'down', displays: ['hall', 'kitchen'] }],
  })
  expect(await groups('delete', 'down')).toEqual(['The group down is deleted.'])
})

test('says what is wrong with a group that does not exist, with exit code 1', async () => {
  const hub = await startHub()
  const { exitCode, faults } = await ran(hub.httpUrl, ['groups', 'delete', 'nowhere'])
  expect({ exitCode, faults }).toEqual({ exitCode: 1, faults: ['there is no group "nowhere" (unknown_group)'] })
})
