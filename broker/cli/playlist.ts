import type { Command } from 'commander'
import { type PlaylistView, pageOperations } from '#contract/page-operations.ts'
import { selectorsOf } from '#contract/selectors.ts'
import { nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { readJson } from './json-argument.ts'
import { table } from './table.ts'
import { plural } from './wording.ts'

const heading = ['ID', 'NAME', 'FOR', 'PAGES', 'STATE'] as const

/** `marquee playlist …`: pages that several displays show together. */
export function addPlaylistCommand(program: Command, io: Io): void {
  const playlist = program.command('playlist').description('List, make, change and delete playlists of pages.')
  addHubCommand(playlist, io, {
    usage: 'list',
    isDefault: true,
    description: 'List the playlists.',
    run: (hub) => hub.call('listPlaylists', pageOperations.listPlaylists.responses[200]),
    describe: ({ playlists }) =>
      playlists.length === 0 ? ['There is no playlist.'] : table(heading, playlists.map(toRow)),
  })
  addHubCommand(playlist, io, {
    usage: 'put <id> <json>',
    description: 'Make or change a playlist from JSON as the API takes it; - reads it from standard input.',
    async run(hub, [id = '', json = '']) {
      const body = await readJson(json, io)
      return hub.call('putPlaylist', pageOperations.putPlaylist.responses[200], { params: { id }, body })
    },
    describe: ({ id, to, pages }) => [`${id} has ${plural(pages.length, 'page')} for ${selectorsOf(to).join(',')}.`],
  })
  addHubCommand(playlist, io, {
    usage: 'delete <id>',
    description: 'Delete a playlist and take its pages away.',
    async run(hub, [id = '']) {
      await hub.call('deletePlaylist', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`The playlist ${id} is deleted.`],
  })
}

function toRow({ id, name, to, pages, enabled = true }: PlaylistView): string[] {
  return [
    id,
    name ?? '-',
    selectorsOf(to).join(','),
    pages.map((page) => page.name).join(','),
    enabled ? 'shown' : 'disabled',
  ]
}
