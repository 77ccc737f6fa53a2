import { type Command, Option } from 'commander'
import { maxColumns, maxRows, minColumns } from '#contract/bounds.ts'
import { configSchema, type Rom } from '#contract/display.ts'
import { type DisplayId, displayIdSchema } from '#contract/ids.ts'
import { parseValue } from '#contract/payload.ts'
import { limits } from '../limits.ts'
import { CommandFault } from './command-fault.ts'
import { addGlobalOptions, mqttUrl, readGlobalOptions } from './global-options.ts'
import { unreachable } from './hub-client.ts'
import type { Io } from './io.ts'
import { wholeNumber } from './option-values.ts'
import { eventPrinter, type SimulationEvent } from './simulation-events.ts'
import { watchDisplays } from './watch-displays.ts'

const roms: readonly Rom[] = ['A00', 'A02']

interface SimulateOptions {
  readonly count: number
  readonly columns: number
  readonly rows: number
  readonly rom: Rom
  readonly id: string
  readonly quiet?: boolean
}

export function addSimulateCommand(program: Command, io: Io): void {
  addGlobalOptions(
    program
      .command('simulate')
      .description('Run virtual displays against a hub until Ctrl+C.')
      .option('--count <number>', 'how many', wholeNumber(1, limits.maxSimulatedDisplays), 1)
      .option('--columns <number>', 'characters per row', wholeNumber(minColumns, maxColumns), 20)
      .option('--rows <number>', 'rows', wholeNumber(1, maxRows), 4)
      .addOption(new Option('--rom <code>', 'character ROM').choices(roms).default('A00'))
      .option('--id <prefix>', 'id of the display; of several <prefix>-1, <prefix>-2, …', 'simulated')
      .option('--quiet', 'do not print what is shown'),
  ).action(async (options: SimulateOptions, command: Command) => {
    const { url, json } = readGlobalOptions(command, io)
    const print = eventPrinter({ json, quiet: options.quiet === true, io })
    await simulate({ url, options, print, io })
  })
}

interface Simulation {
  readonly url: string
  readonly options: SimulateOptions
  readonly print: (event: SimulationEvent) => void
  readonly io: Io
}

async function simulate({ url, options, print, io }: Simulation): Promise<void> {
  const ids = displayIds(options)
  checkSize(options)
  // Asked for before anything starts, so that an early Ctrl+C also says goodbye.
  const stopped = io.untilStopped()
  const { createFleet } = await import('../virtual-displays/fleet.ts')
  let isOnline = false
  let failStart: (fault: CommandFault) => void = () => undefined
  const failed = new Promise<never>((_, reject) => {
    failStart = reject
  })
  failed.catch(() => undefined)
  const onEvent = watchDisplays((event) => {
    if (event.event === 'lost' && !isOnline) failStart(startFault(url, event.reason))
    else print(event)
  })
  const fleet = await createFleet({ url: mqttUrl(url), onEvent })
  try {
    const displays = fleet.start(ids, options)
    const online = Promise.all(displays.map(({ ready }) => ready)).then(() => {
      isOnline = true
      print({ event: 'online', displays: ids, url: mqttUrl(url) })
      return stopped
    })
    online.catch(() => undefined)
    await Promise.race([online, failed, stopped])
  } finally {
    await fleet.stopAll()
  }
  print({ event: 'stopped' })
}

function displayIds({ id, count }: SimulateOptions): DisplayId[] {
  const names = count === 1 ? [id] : Array.from({ length: count }, (_, index) => `${id}-${index + 1}`)
  return names.map((name) => {
    const parsed = displayIdSchema.safeParse(name)
    if (parsed.success) return parsed.data
    const message = `"${name}" cannot be the id of a display: lower-case letters, digits, - and _, at most 32, not "all" or "group"`
    throw new CommandFault({ code: 'invalid_value', field: 'id', message })
  })
}

function checkSize({ columns, rows }: SimulateOptions): void {
  const parsed = parseValue(configSchema, { columns, rows })
  if (!parsed.ok) throw new CommandFault(parsed.error)
}

function startFault(url: string, reason: string): CommandFault {
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/.test(reason)) return unreachable(url)
  return new CommandFault({ code: 'unavailable', message: `The hub at ${url} does not take the displays: ${reason}` })
}
