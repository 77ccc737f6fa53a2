import { type Command, Option } from 'commander'
import { operations } from '#contract/http.ts'
import { type TokenView, tokenRoles } from '#contract/tokens.ts'
import { nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { wholeNumber } from './option-values.ts'
import { table } from './table.ts'
import { moment } from './wording.ts'

const heading = ['ID', 'NAME', 'ROLE', 'REACH', 'EXPIRES', 'LAST USED'] as const

/** `marquee token …`: API tokens for scripts and other brokers. */
export function addTokenCommand(program: Command, io: Io): void {
  const token = program.command('token').description('Make, list and revoke API tokens for scripts and other brokers.')
  addHubCommand(token, io, {
    usage: 'add <name>',
    description: 'Make a token and print it.',
    run(hub, [name], { options: { role, displays, groups, expiresDays, expiry } }) {
      const expiresInDays = expiry === false ? null : expiresDays
      const limits = { displays: namesIn(displays), groups: namesIn(groups) }
      const given = Object.entries({ ...limits, expiresInDays }).filter(([, value]) => value !== undefined)
      const body = { name, role, ...Object.fromEntries(given) }
      return hub.call('createToken', operations.createToken.responses[201], { body })
    },
    describe: (created) => [
      `${created.name} is ${describeRights(created)}, ${expiryOf(created)}. Its token is told this once:`,
      '',
      `  ${created.token}`,
      '',
      'Over MQTT it is the password, with any user name. Over HTTP: Authorization: Bearer <token>',
    ],
  })
    .addOption(new Option('--role <role>', 'what it may do').choices(tokenRoles).default('operator'))
    .option('--displays <ids>', 'the displays that it is limited to, with commas between')
    .option('--groups <names>', 'the groups that it is limited to, with commas between')
    .option('--expires-days <days>', 'days that it is good (default: 90)', wholeNumber(1, 3650))
    .option('--no-expiry', 'it is good until it is revoked')
  addHubCommand(token, io, {
    usage: 'list',
    description: 'List the tokens, without their secrets.',
    run: (hub) => hub.call('listTokens', operations.listTokens.responses[200]),
    describe: ({ tokens }) => (tokens.length === 0 ? ['There is no token.'] : table(heading, tokens.map(toRow))),
  })
  addHubCommand(token, io, {
    usage: 'revoke <id>',
    description: 'End a token at once, and the connections that were made with it.',
    async run(hub, [id = '']) {
      await hub.call('revokeToken', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`The token ${id} is revoked.`],
  })
}

function namesIn(list: unknown): string[] | undefined {
  if (typeof list !== 'string') return undefined
  return list.split(',').map((name) => name.trim())
}

function reachOf({ displays = [], groups = [] }: TokenView): string {
  return [...displays, ...groups.map((group) => `group:${group}`)].join(',')
}

function describeRights(token: TokenView): string {
  const reach = reachOf(token)
  return reach === '' ? token.role : `${token.role} for ${reach}`
}

function expiryOf({ expires }: TokenView): string {
  return expires === undefined ? 'until it is revoked' : `until ${moment(expires)}`
}

function toRow(token: TokenView): string[] {
  const { id, name, role, displays, expires, expired, lastUsed } = token
  const reach = reachOf(token)
  return [
    id,
    name,
    role,
    displays === undefined ? 'all' : reach === '' ? 'none' : reach,
    expires === undefined ? 'never' : `${moment(expires)}${expired ? ' (expired)' : ''}`,
    lastUsed === undefined ? 'never' : moment(lastUsed),
  ]
}
