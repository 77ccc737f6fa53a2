import { expect, test } from 'vitest'
import type { About } from '#contract/display.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { TargetBody } from '#contract/message.ts'
import type { Target } from '#contract/topics.ts'
import { systemClock } from '../../../broker/clock.ts'
import { createDisplays } from '../../../broker/displays/displays.ts'
import { createGroups, type Groups } from '../../../broker/groups/groups.ts'
import type { By } from '../../../broker/messages/by.ts'
import { select } from '../../../broker/messages/selection.ts'
import { createGroupsInMemory } from '../../../broker/storage/repositories/groups-in-memory.ts'

const about: Omit<About, 'columns' | 'rows'> = {
  protocol: 1,
  firmware: '1',
  board: 'esp32',
  rom: 'A00',
  maxPayloadBytes: 4096,
  capabilities: [],
}
const sizes: Record<string, readonly [number, number]> = {
  kitchen: [20, 4],
  hall: [20, 4],
  lobby: [16, 2],
  attic: [16, 2],
}

async function registryOf(ids: readonly string[] = Object.keys(sizes)) {
  const displays = createDisplays({ clock: systemClock, limit: 20_000 })
  const groups = await createGroups({ repository: createGroupsInMemory(), limit: 1000 })
  for (const id of ids as DisplayId[]) {
    const [columns, rows] = sizes[id] ?? [20, 4]
    displays.describe(id, { ...about, columns, rows })
  }
  await groups.put('floor2' as GroupId, ['hall', 'lobby'] as DisplayId[])
  await groups.put('empty' as GroupId, [])
  return { displays, groups }
}

const everybody: By = { sender: 'Ada' }

function limitedTo(groups: Groups, reach: { displays?: string[]; groups?: string[] }): By {
  return {
    sender: 'Bob',
    reaches: (target: Target) =>
      target.kind === 'group'
        ? reach.groups?.includes(target.id) === true
        : target.kind === 'display' &&
          (reach.displays?.includes(target.id) === true ||
            groups.groupsOf(target.id).some((group) => reach.groups?.includes(group))),
  }
}

test.each([
  [['kitchen', 'attic'], 'attic kitchen'],
  [['kitchen', 'kitchen', 'group:floor2'], 'hall kitchen lobby'],
  [['group:floor2', '!lobby'], 'hall'],
  [['!lobby', 'group:floor2'], 'hall'],
  [['all', '!size:16x2'], 'hall kitchen'],
  [['!group:floor2'], 'attic kitchen'],
  [['size:20x4'], 'hall kitchen'],
  [['size:20x4', '!group:floor2', 'attic'], 'attic kitchen'],
  [['all', '!all'], ''],
  [['size:40x2'], ''],
  [['kitchen', '!kitchen'], ''],
])('%j means "%s"', async (to, expected) => {
  const { displays } = select(to, everybody, await registryOf())
  expect([...displays].sort().join(' ')).toBe(expected)
})

test.each<[TargetBody, Target | undefined]>([
  ['all', { kind: 'all' }],
  [{ group: 'floor2' as GroupId }, { kind: 'group', id: 'floor2' as GroupId }],
  [['all'], { kind: 'all' }],
  [['group:floor2', 'group:floor2'], { kind: 'group', id: 'floor2' as GroupId }],
  [['kitchen'], { kind: 'display', id: 'kitchen' as DisplayId }],
  [['kitchen', 'hall'], undefined],
  [['!kitchen'], undefined],
  [['size:20x4'], undefined],
])('%j shares the topic of %o', async (to, target) => {
  expect(select(to, everybody, await registryOf()).target).toEqual(target)
})

test.each([
  [['kitchen', 'kitchn'], 'unknown_display', 'to[1]'],
  [['all', '!lobbby'], 'unknown_display', 'to[1]'],
  [['group:floor3'], 'unknown_group', 'to[0]'],
  [['kitchen', 'kitchen', 'group:floor3'], 'unknown_group', 'to[2]'],
  [['all', '!group:floor3'], 'unknown_group', 'to[1]'],
  [['Küche'], 'unknown_display', 'to[0]'],
  [['group:No Name'], 'unknown_group', 'to[0]'],
  [['size:20'], 'unknown_display', 'to[0]'],
])('%j is refused with %s at %s', async (to, code, field) => {
  const registry = await registryOf()
  expect(() => select(to, everybody, registry)).toThrow(expect.objectContaining({ code, field }))
})

test.each([
  [['all'], 'hall kitchen lobby'],
  [['!lobby'], 'hall kitchen'],
  [['size:16x2'], 'lobby'],
  [['kitchen', 'group:floor2'], 'hall kitchen lobby'],
])('for somebody who is limited %j means "%s"', async (to, expected) => {
  const registry = await registryOf()
  const by = limitedTo(registry.groups, { displays: ['kitchen'], groups: ['floor2'] })
  const { displays, target } = select(to, by, registry)
  expect([...displays].sort().join(' ')).toBe(expected)
  expect(target).toBeUndefined()
})

test.each<[TargetBody, string, string]>([
  ['all', 'not_authorised', 'to'],
  [['kitchen', 'attic'], 'unknown_display', 'to[1]'],
  [['kitchen', '!attic'], 'unknown_display', 'to[1]'],
  [['group:empty'], 'unknown_group', 'to[0]'],
  [{ group: 'empty' as GroupId }, 'unknown_group', 'to.group'],
])('for somebody who is limited %j is refused with %s at %s', async (to, code, field) => {
  const registry = await registryOf()
  const by = limitedTo(registry.groups, { displays: ['kitchen'], groups: ['floor2'] })
  expect(() => select(to, by, registry)).toThrow(expect.objectContaining({ code, field }))
})

test('a thousand selectors over a thousand displays are looked at once each', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `d${index}`)
  const registry = await registryOf(ids)
  let looks = 0
  const by: By = { sender: 'Bob', reaches: () => ++looks > 0 }
  const to = [...ids.slice(0, 998), 'all', '!d0']
  expect(select(to, by, registry).displays).toHaveLength(999)
  expect(looks).toBeLessThanOrEqual(2000)
})
