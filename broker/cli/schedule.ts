import type { Command } from 'commander'
import { type ScheduleView, scheduleOperations } from '#contract/schedules.ts'
import { selectorsOf } from '#contract/selectors.ts'
import { type HubClient, nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { addOptions, fieldsOf, messageOptions } from './message-options.ts'
import { table } from './table.ts'
import { parseTarget } from './target.ts'
import { readText } from './text-argument.ts'
import { moment, oneLine } from './wording.ts'

const heading = ['ID', 'NAME', 'WHEN', 'NEXT', 'LAST', 'TO', 'TEXT'] as const

/** `marquee schedule …`: messages that are sent later, once or again and again. */
export function addScheduleCommand(program: Command, io: Io): void {
  const schedule = program.command('schedule').description('Send messages later, once or again and again.')
  addHubCommand(schedule, io, {
    usage: 'list',
    isDefault: true,
    description: 'List what is sent later, the next first.',
    run: listSchedules,
    describe: ({ schedules }) =>
      schedules.length === 0 ? ['Nothing is scheduled.'] : table(heading, schedules.map(toRow)),
  })
  addOptions(
    addHubCommand(schedule, io, {
      usage: 'add <target> <text...>',
      description: 'Send a text at a time or by a cron expression; - as text reads standard input.',
      async run(hub, [target = ''], { options, words }) {
        const text = await readText(words, io)
        const { at, cron, timeZone, endsAt, name } = options
        const when = Object.entries({ at, cron, timeZone, endsAt }).filter(([, value]) => value !== undefined)
        const body = {
          name: name ?? text.slice(0, 40).replaceAll('\n', ' ').trim(),
          to: parseTarget(target),
          message: { text, ...fieldsOf(messageOptions(), options) },
          ...Object.fromEntries(when),
        }
        return hub.call('addSchedule', scheduleOperations.addSchedule.responses[201], { body })
      },
      describe: ({ id, next }) => [
        `Scheduled as ${id}; ${next === undefined ? 'it is never due' : `it is sent at ${moment(next)}`}.`,
      ],
    })
      .option('--name <name>', 'what people call it (default: the text)')
      .option('--at <time>', 'once, at this instant, ISO 8601 with its offset')
      .option('--cron <expression>', 'again and again: minute, hour, day, month, day of the week')
      .option('--time-zone <zone>', 'of the cron expression, such as Europe/Berlin (default: that of the hub)')
      .option('--ends-at <time>', 'after this, cron does nothing more'),
    messageOptions(),
  )
  addHubCommand(schedule, io, {
    usage: 'preview <cron>',
    description: 'Print the next five times of a cron expression.',
    run: (hub, [cron], { options: { timeZone } }) =>
      hub.call('previewCron', scheduleOperations.previewCron.responses[200], {
        body: { cron, ...(timeZone === undefined ? {} : { timeZone }) },
      }),
    describe: ({ next, timeZone }) => [`In ${timeZone}:`, ...next.map((time) => `  ${timeIn(timeZone, time)}`)],
  }).option('--time-zone <zone>', 'such as Europe/Berlin (default: that of the hub)')
  for (const enabled of [false, true]) {
    addHubCommand(schedule, io, {
      usage: enabled ? 'enable <id>' : 'disable <id>',
      description: enabled ? 'Send it again when it is due.' : 'Keep it, but send nothing.',
      run: (hub, [id = '']) => setEnabled(hub, id, enabled),
      describe: ({ id }) => [enabled ? `${id} is enabled.` : `${id} is disabled.`],
    })
  }
  addHubCommand(schedule, io, {
    usage: 'delete <id>',
    description: 'Do not send it any more.',
    async run(hub, [id = '']) {
      await hub.call('deleteSchedule', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`The schedule ${id} is deleted.`],
  })
}

function listSchedules(hub: HubClient) {
  return hub.call('listSchedules', scheduleOperations.listSchedules.responses[200])
}

async function setEnabled(hub: HubClient, id: string, enabled: boolean): Promise<ScheduleView> {
  const known = (await listSchedules(hub)).schedules.find((schedule) => schedule.id === id)
  const { id: _, owner: _owner, next: _next, last: _last, ...body } = known ?? { id: '', owner: '' }
  return hub.call('putSchedule', scheduleOperations.putSchedule.responses[200], {
    params: { id },
    body: { ...body, enabled },
  })
}

function toRow({ id, name, at, cron, timeZone, enabled = true, next, last, to, message }: ScheduleView): string[] {
  const due = next === undefined ? 'never' : moment(next)
  return [
    id,
    name,
    at === undefined ? `${cron}${timeZone === undefined ? '' : ` ${timeZone}`}` : `once ${moment(at)}`,
    enabled ? due : 'disabled',
    last === undefined ? '-' : (last.fault ?? `${moment(last.at)} ${last.messageId ?? ''}`.trim()),
    selectorsOf(to).join(','),
    oneLine(message.text),
  ]
}

function timeIn(timeZone: string, iso: string): string {
  const options = { timeZone, dateStyle: 'full', timeStyle: 'long' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(iso))
}
