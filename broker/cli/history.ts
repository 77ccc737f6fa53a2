import type { Command } from 'commander'
import { deliveryStates } from '#contract/delivery.ts'
import { historyOperations, type MessageList, type MessageSummary } from '#contract/history-operations.ts'
import { operations } from '#contract/http.ts'
import { addExportCommand } from './export.ts'
import { historyFilters, historyQuery } from './history-filters.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { wholeNumber } from './option-values.ts'
import { describeReport } from './report-lines.ts'
import { table } from './table.ts'
import { parseTarget } from './target.ts'
import { moment, oneLine } from './wording.ts'

const heading = ['ID', 'AT', 'FROM', 'TO', 'BECAME', 'TEXT'] as const

/** `marquee history …`: what was sent, and what became of it. */
export function addHistoryCommand(program: Command, io: Io): void {
  const history = program.command('history').description('Search, show, send again and export what was sent.')
  const list = addHubCommand(history, io, {
    usage: 'list [words...]',
    isDefault: true,
    description: 'List what was sent, newest first; words search text, title and sender.',
    run: (hub, _, { options, words }) =>
      hub.call('listMessages', historyOperations.listMessages.responses[200], {
        query: {
          ...historyQuery(words, options),
          limit: String(options['limit']),
          ...(options['cursor'] === undefined ? {} : { cursor: String(options['cursor']) }),
        },
      }),
    describe: describeList,
  })
  for (const option of historyFilters()) list.addOption(option)
  list
    .option('--limit <number>', 'messages in the answer', wholeNumber(1, 200), 20)
    .option('--cursor <cursor>', 'the end of the list before')
  addHubCommand(history, io, {
    usage: 'show <id>',
    description: 'Show where one message stands on each display.',
    async run(hub, [id = '']) {
      const report = await hub.call('getMessage', historyOperations.getMessage.responses[200], { params: { id } })
      return { report, displays: (await hub.call('listDisplays', operations.listDisplays.responses[200])).displays }
    },
    toJson: ({ report }) => report,
    describe: ({ report, displays }) => [
      `${moment(report.acceptedAt)} ${report.sender} to ${report.to.join(',')}: ${report.message.text}`,
      ...describeReport(report, { displays, timeoutMs: Date.now() - Date.parse(report.acceptedAt) }),
    ],
  })
  addHubCommand(history, io, {
    usage: 'resend <id>',
    description: 'Send a message again, as a new one.',
    run: (hub, [id = ''], { options: { to } }) =>
      hub.call('resendMessage', historyOperations.resendMessage.responses[202], {
        params: { id },
        body: typeof to === 'string' ? { to: parseTarget(to) } : {},
      }),
    describe: ({ id, to }) => [`Sent again to ${to.join(',')} as message ${id}.`],
  }).option('--to <target>', 'somebody else')
  addExportCommand(history, io)
}

function describeList({ messages, nextCursor }: MessageList): string[] {
  if (messages.length === 0) return ['Nothing was sent that fits.']
  const more = nextCursor === undefined ? [] : [`There are more: --cursor ${nextCursor}`]
  return [...table(heading, messages.map(toRow)), ...more]
}

function toRow({ id, acceptedAt, sender, to, counts, text }: MessageSummary): string[] {
  const became = deliveryStates.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${state}`)
  return [id, moment(acceptedAt), sender, to.join(','), became.join(', ') || 'nobody', oneLine(text)]
}
