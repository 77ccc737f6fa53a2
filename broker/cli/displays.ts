import type { Command } from 'commander'
import { type DisplayView, operations } from '#contract/http.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient } from './hub-client.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { moment } from './wording.ts'

const heading = ['ID', 'PRESENCE', 'SIZE', 'ROM', 'BOARD', 'GROUPS', 'WAITING'] as const

export function addDisplaysCommand(program: Command, io: Io): void {
  addGlobalOptions(program.command('displays').description('List every display that the hub knows.')).action(
    async (_, command: Command) => {
      const { url, token, json } = readGlobalOptions(command, io)
      const hub = createHubClient({ url: httpUrl(url), token })
      const answer = await hub.call('listDisplays', operations.listDisplays.responses[200])
      if (json) io.out(JSON.stringify(answer))
      else if (answer.displays.length === 0) io.out('No display has ever connected. `marquee simulate` starts one.')
      else for (const line of table(heading, answer.displays.map(toRow))) io.out(line)
    },
  )
}

function toRow({ id, presence, since, groups, waiting, about }: DisplayView): string[] {
  const size = about === undefined ? '-' : `${about.columns}×${about.rows}`
  const groupNames = groups.length === 0 ? '-' : groups.join(',')
  return [
    id,
    `${presence} since ${moment(since)}`,
    size,
    about?.rom ?? '-',
    about?.board ?? '-',
    groupNames,
    String(waiting),
  ]
}
