import { type Command, Option } from 'commander'
import type * as z from 'zod/mini'
import { parseValue } from '#contract/payload.ts'
import type { ReachView, Role } from '#contract/people.ts'
import { emailSchema, passwordSchema, personNameSchema, reachSchema, roleSchema } from '#contract/people.ts'
import { CommandFault } from './command-fault.ts'
import { addDataOptions, readDataOptions } from './data-options.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { withPeople } from './with-people.ts'

interface ReachOptions {
  readonly displays?: string
  readonly groups?: string
}

interface PasswordOptions {
  readonly passwordFromInput?: boolean
}

export function addUserCommand(program: Command, io: Io): void {
  const user = program.command('user').description('The people of a hub, in its database; it may run meanwhile.')
  addListCommand(user, io)
  addAddCommand(user, io)
  addResetCommand(user, io)
  addRoleCommand(user, io)
}

function addListCommand(user: Command, io: Io): void {
  addDataOptions(user.command('list').description('List everybody who has an account.')).action(
    async (_, command: Command) => {
      const options = readDataOptions(command, io)
      const users = await withPeople(options, ({ people }) => people.list())
      if (options.json) return io.out(JSON.stringify({ users }))
      if (users.length === 0) return io.out('Nobody has an account. Open the dashboard to claim the hub.')
      const rows = users.map(({ email, name, role, reach, disabled, secondFactor }) => [
        email,
        name,
        role,
        reach === undefined ? 'all' : [...reach.displays, ...reach.groups.map((id) => `group ${id}`)].join(','),
        [disabled ? 'disabled' : '', secondFactor ? 'second factor' : ''].filter((each) => each !== '').join(', ') ||
          '-',
      ])
      for (const line of table(['EMAIL', 'NAME', 'ROLE', 'REACHES', 'STATE'], rows)) io.out(line)
    },
  )
}

function addAddCommand(user: Command, io: Io): void {
  addReachOptions(
    addPasswordOption(addDataOptions(user.command('add').description('Make an account.').argument('<email>')))
      .option('--name <name>', 'what people call them (default: the part before the @)')
      .addOption(roleOption().default('viewer')),
  ).action(async (given: string, _, command: Command) => {
    const options = readDataOptions(command, io)
    const email = read(emailSchema, given, 'email')
    const { name, role, ...rest } = command.opts<{ name?: string; role: Role } & ReachOptions & PasswordOptions>()
    const { password, isMade } = await readPassword(rest, io)
    const added = await withPeople(options, async ({ people, note }) => {
      const person = { name: read(personNameSchema, name ?? given.split('@')[0], 'name'), email, password, role }
      const view = await people.add({ ...person, reach: readReach(rest), isVerified: true })
      note('user.added', email, { role })
      return view
    })
    if (options.json) io.out(JSON.stringify({ user: added, ...(isMade ? { password } : {}) }))
    else io.out(`${email} is ${role === 'viewer' ? 'a' : 'an'} ${role} now.${isMade ? ` Password: ${password}` : ''}`)
  })
}

function addResetCommand(user: Command, io: Io): void {
  addPasswordOption(
    addDataOptions(
      user
        .command('reset-password')
        .description('Set a new password; every log-in of theirs ends within seconds.')
        .argument('<email>'),
    ).option('--remove-second-factor', 'also let them in without the authenticator app'),
  ).action(async (given: string, _, command: Command) => {
    const options = readDataOptions(command, io)
    const rest = command.opts<PasswordOptions & { removeSecondFactor?: boolean }>()
    const { password, isMade } = await readPassword(rest, io)
    const email = read(emailSchema, given, 'email')
    await withPeople(options, async ({ people, find, note }) => {
      const { id } = await find(email)
      await people.setPassword(id, password)
      if (rest.removeSecondFactor === true) await people.removeSecondFactor(id)
      await people.endLogins(id)
      note('user.password-reset', email)
    })
    if (options.json) io.out(JSON.stringify({ email, ...(isMade ? { password } : {}) }))
    else io.out(`${email} has a new password.${isMade ? ` Password: ${password}` : ''}`)
  })
}

function addRoleCommand(user: Command, io: Io): void {
  addReachOptions(
    addDataOptions(
      user
        .command('set-role')
        .description('Change what somebody may do; without --displays and --groups everywhere.')
        .argument('<email>')
        .argument('<role>', 'viewer, operator or administrator'),
    ),
  ).action(async (given: string, givenRole: string, _, command: Command) => {
    const options = readDataOptions(command, io)
    const email = read(emailSchema, given, 'email')
    const role = read(roleSchema, givenRole, 'role')
    const changed = await withPeople(options, async ({ people, find, note }) => {
      const { id, name, disabled } = await find(email)
      const view = await people.change(id, { name, role, reach: readReach(command.opts<ReachOptions>()), disabled })
      note('user.changed', email, { role })
      return view
    })
    if (options.json) io.out(JSON.stringify({ user: changed }))
    else io.out(`${email} is ${role === 'viewer' ? 'a' : 'an'} ${role} now.`)
  })
}

const roleOption = () => new Option('--role <role>', 'what they may do').choices(roleSchema.options)

function addReachOptions(command: Command): Command {
  return command
    .option('--displays <ids>', 'limit them to these displays, such as kitchen,hall')
    .option('--groups <names>', 'limit them to these groups')
}

function addPasswordOption(command: Command): Command {
  return command.option('--password-from-input', 'read the password from standard input instead of making one')
}

function readReach({ displays, groups }: ReachOptions): ReachView | undefined {
  if (displays === undefined && groups === undefined) return undefined
  const list = (text = '') => text.split(',').filter((each) => each !== '')
  return read(reachSchema, { displays: list(displays), groups: list(groups) }, 'reach')
}

async function readPassword({ passwordFromInput }: PasswordOptions, io: Io) {
  if (passwordFromInput !== true) {
    const { newPassword } = await import('../accounts/new-password.ts')
    return { password: newPassword(), isMade: true }
  }
  const password = read(passwordSchema, (await io.readInput()).replace(/\r?\n$/, ''), 'password')
  return { password, isMade: false }
}

function read<Schema extends z.ZodMiniType>(schema: Schema, given: unknown, field: string): z.infer<Schema> {
  const parsed = parseValue(schema, given)
  if (parsed.ok) return parsed.value
  throw new CommandFault({ ...parsed.error, field, message: parsed.error.message.replace(/^the payload/, field) })
}
