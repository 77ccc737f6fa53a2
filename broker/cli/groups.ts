import type { Command } from 'commander'
import { type GroupView, operations } from '#contract/http.ts'
import { type HubClient, nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { plural } from './wording.ts'

const heading = ['GROUP', 'DISPLAYS'] as const

/** `marquee groups …`: named sets of displays. */
export function addGroupsCommand(program: Command, io: Io): void {
  const groups = program.command('groups').description('List, make, change and delete groups of displays.')
  addHubCommand(groups, io, {
    usage: 'list',
    isDefault: true,
    description: 'List the groups and their members.',
    run: listGroups,
    describe: (list) =>
      list.groups.length === 0
        ? ['There is no group. `marquee groups put <id> <displays>` makes one.']
        : table(
            heading,
            list.groups.map(({ id, displays }) => [id, displays.join(',') || '-']),
          ),
  })
  addHubCommand(groups, io, {
    usage: 'put <id> [displays...]',
    description: 'Make a group, or replace all its members.',
    run: (hub, [id = ''], { words }) => putGroup(hub, id, words),
    describe: describeGroup,
  })
  addHubCommand(groups, io, {
    usage: 'add <id> <displays...>',
    description: 'Put displays into a group, which is made if there is none.',
    run: async (hub, [id = ''], { words }) =>
      putGroup(hub, id, [...new Set([...(await membersOf(hub, id)), ...words])]),
    describe: describeGroup,
  })
  addHubCommand(groups, io, {
    usage: 'remove <id> <displays...>',
    description: 'Take displays out of a group.',
    async run(hub, [id = ''], { words }) {
      const removed = new Set(words)
      return putGroup(
        hub,
        id,
        (await membersOf(hub, id)).filter((member) => !removed.has(member)),
      )
    },
    describe: describeGroup,
  })
  addHubCommand(groups, io, {
    usage: 'delete <id>',
    description: 'Delete a group; its displays stay.',
    async run(hub, [id = '']) {
      await hub.call('deleteGroup', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`The group ${id} is deleted.`],
  })
}

function listGroups(hub: HubClient) {
  return hub.call('listGroups', operations.listGroups.responses[200])
}

async function membersOf(hub: HubClient, id: string): Promise<readonly string[]> {
  return (await listGroups(hub)).groups.find((group) => group.id === id)?.displays ?? []
}

function putGroup(hub: HubClient, id: string, displays: readonly string[]): Promise<GroupView> {
  return hub.call('putGroup', operations.putGroup.responses[200], { params: { id }, body: { displays } })
}

function describeGroup({ id, displays }: GroupView): string[] {
  return [`${id} has ${plural(displays.length, 'display')}${displays.length === 0 ? '' : `: ${displays.join(', ')}`}.`]
}
