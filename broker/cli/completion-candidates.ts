import type { Command, Option } from 'commander'

/** What the hub has a name for. */
export interface KnownNames {
  readonly displays: readonly string[]
  readonly groups: readonly string[]
}

/** What the last of the words may become, in order; `names` is asked only where one of them could stand. */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  names: () => Promise<KnownNames>,
): Promise<readonly string[]> {
  const partial = words.at(-1) ?? ''
  const { command, argument, option } = placeOf(program, words.slice(0, -1))
  const all =
    option !== undefined
      ? await valuesOf(option, names)
      : partial.startsWith('-')
        ? optionsOf(command).map(({ long, short }) => long ?? short ?? '')
        : [...subcommandsOf(command), ...(await argumentsOf(command, argument, names))]
  return [...new Set(all)].filter((candidate) => candidate.startsWith(partial)).sort()
}

interface Place {
  readonly command: Command
  /** How many arguments stand before. */
  readonly argument: number
  /** The option that waits for its value. */
  readonly option: Option | undefined
}

function placeOf(program: Command, before: readonly string[]): Place {
  let command = program
  let argument = 0
  let option: Option | undefined
  for (const word of before) {
    if (option !== undefined) {
      option = undefined
      continue
    }
    if (word.startsWith('-')) {
      option = optionsOf(command).find(({ long, short }) => word === long || word === short)
      if (option?.required !== true) option = undefined
      continue
    }
    const next = argument === 0 ? command.commands.find((child) => child.name() === word) : undefined
    if (next === undefined) argument++
    else command = next
  }
  return { command, argument, option }
}

/** One of its commands may be what it does without any. */
function optionsOf(command: Command): readonly Option[] {
  return command.parent === null ? command.options : [command, ...command.commands].flatMap(({ options }) => options)
}

function subcommandsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((child) => child.name())
}

async function valuesOf({ argChoices, long }: Option, names: () => Promise<KnownNames>): Promise<readonly string[]> {
  if (argChoices !== undefined) return argChoices
  if (long === '--display' || long === '--displays') return (await names()).displays
  if (long === '--group' || long === '--groups') return (await names()).groups
  return long === '--to' ? targets(await names()) : []
}

async function argumentsOf(
  command: Command,
  index: number,
  names: () => Promise<KnownNames>,
): Promise<readonly string[]> {
  const known = command.registeredArguments
  const argument = known[index] ?? (known.at(-1)?.variadic === true ? known.at(-1) : undefined)
  switch (argument?.name()) {
    case 'target':
      return targets(await names())
    case 'displays':
      return (await names()).displays
    case 'id': {
      const parent = command.parent?.name()
      if (parent === 'groups') return (await names()).groups
      return parent === 'display' ? (await names()).displays : []
    }
    default:
      return []
  }
}

function targets({ displays, groups }: KnownNames): string[] {
  return ['all', ...displays, ...groups.map((group) => `group:${group}`)]
}
