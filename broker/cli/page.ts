import { type Command, Option } from 'commander'
import { type PageView, pageOperations } from '#contract/page-operations.ts'
import { nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { addOptions, fieldsOf, textOptions } from './message-options.ts'
import { wholeNumber } from './option-values.ts'
import { pageTarget } from './page-target.ts'
import { table } from './table.ts'
import { readText } from './text-argument.ts'
import { moment, oneLine } from './wording.ts'

const heading = ['NAME', 'OF', 'FROM', 'ORDER', 'UPDATED', 'TEXT'] as const

function pageOptions(): Option[] {
  return [
    ...textOptions(),
    new Option('--order <number>', 'pages take turns in this order (default: 100)').argParser(wholeNumber(0, 999)),
    new Option('--when <when>', 'idle: only without other pages; offline: only while the hub is away').choices([
      'always',
      'idle',
      'offline',
    ]),
    new Option('--lifetime-ms <ms>', 'after this without an update it is marked as stale').argParser(wholeNumber(1000)),
  ]
}

/** `marquee page …`: text that stays and takes turns with other pages. */
export function addPageCommand(program: Command, io: Io): void {
  const page = program.command('page').description('List, make, change and delete pages: text that stays.')
  addHubCommand(page, io, {
    usage: 'list',
    isDefault: true,
    description: 'List the pages of displays, groups and all.',
    run: (hub, _, { options: { display } }) =>
      hub.call('listPages', pageOperations.listPages.responses[200], {
        query: display === undefined ? {} : { display: String(display) },
      }),
    describe: ({ pages }) => (pages.length === 0 ? ['There is no page.'] : table(heading, pages.map(toRow))),
  }).option('--display <id>', 'only those that this display shows')
  addOptions(
    addHubCommand(page, io, {
      usage: 'put <target> <name> <text...>',
      description:
        'Make or change a page. The target is a display id, group:<name> or all; - as text reads standard input. ' +
        '{{topic|path|format}} in the text is a live value.',
      async run(hub, [target = '', name = ''], { options, words }) {
        const { operation, params } = pageTarget(target).put
        const body = { text: await readText(words, io), ...fieldsOf(pageOptions(), options) }
        return hub.call(operation, pageOperations.putPage.responses[200], { params: { ...params, name }, body })
      },
      describe: ({ name, to, text }) => [`The page ${name} of ${to} is now: ${oneLine(text)}`],
    }),
    pageOptions(),
  )
  addHubCommand(page, io, {
    usage: 'delete <target> <name>',
    description: 'Take a page away.',
    async run(hub, [target = '', name = '']) {
      const { operation, params } = pageTarget(target).delete
      await hub.call(operation, nothing, { params: { ...params, name } })
      return { target, name }
    },
    describe: ({ target, name }) => [`The page ${name} of ${target} is gone.`],
  })
}

function toRow({ name, to, source, playlist, page, updatedAt, stale, text }: PageView): string[] {
  return [
    name,
    to,
    playlist === undefined ? source : `${source} ${playlist}`,
    String(page.order ?? 100),
    `${moment(updatedAt)}${stale ? ' (stale)' : ''}`,
    oneLine(text),
  ]
}
