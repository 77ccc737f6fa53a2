import { type Command, Option } from 'commander'
import { priorities } from '#contract/message.ts'
import { type QuietHoursView, quietHoursOperations } from '#contract/quiet-hours.ts'
import { selectorsOf } from '#contract/selectors.ts'
import { nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { parseTarget } from './target.ts'
import { moment } from './wording.ts'

const heading = ['ID', 'FOR', 'HOURS', 'DAYS', 'TIME ZONE', 'LETS THROUGH', 'NOW'] as const

/** `marquee quiet …`: when displays are left in peace. */
export function addQuietCommand(program: Command, io: Io): void {
  const quiet = program.command('quiet').description('Leave displays in peace at some hours.')
  addHubCommand(quiet, io, {
    usage: 'list',
    isDefault: true,
    description: 'List the quiet hours.',
    run: (hub) => hub.call('listQuietHours', quietHoursOperations.listQuietHours.responses[200]),
    describe: ({ rules }) => (rules.length === 0 ? ['There are no quiet hours.'] : table(heading, rules.map(toRow))),
  })
  addHubCommand(quiet, io, {
    usage: 'add <target> <from> <until>',
    description: 'Messages wait from one time of the day until another, such as 22:00 07:00, unless they are urgent.',
    run(hub, [target = '', from, until], { options: { days, timeZone, allow, backlight, name } }) {
      const given = Object.entries({ timeZone, allow, backlight, name }).filter(([, value]) => value !== undefined)
      const body = {
        to: parseTarget(target),
        from,
        until,
        ...(typeof days === 'string' ? { days: days.split(',').map((day) => day.trim()) } : {}),
        ...Object.fromEntries(given),
      }
      return hub.call('addQuietHours', quietHoursOperations.addQuietHours.responses[201], { body })
    },
    describe: ({ id, active }) => [`The quiet hours ${id} are kept; ${active ? 'it is quiet now' : 'not quiet now'}.`],
  })
    .option('--name <name>', 'what people call them')
    .option('--days <days>', 'days on which they begin, such as mon,tue (default: all)')
    .option('--time-zone <zone>', 'such as Europe/Berlin (default: that of the hub)')
    .addOption(
      new Option('--allow <priority>', 'the least priority that is shown all the same (default: critical)').choices(
        priorities,
      ),
    )
    .addOption(new Option('--backlight <what>', 'what the backlight does').choices(['off', 'unchanged']))
  addHubCommand(quiet, io, {
    usage: 'delete <id>',
    description: 'Delete quiet hours; what waits is shown.',
    async run(hub, [id = '']) {
      await hub.call('deleteQuietHours', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`The quiet hours ${id} are deleted.`],
  })
}

function toRow({ id, to, from, until, days, timeZone, allow, active, next, enabled = true }: QuietHoursView): string[] {
  const change = next === undefined ? '' : ` until ${moment(next)}`
  return [
    id,
    selectorsOf(to).join(','),
    `${from}-${until}`,
    days?.join(',') ?? 'all',
    timeZone ?? '-',
    allow ?? 'critical',
    enabled ? `${active ? 'quiet' : 'not quiet'}${change}` : 'disabled',
  ]
}
