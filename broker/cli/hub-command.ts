import type { Command } from 'commander'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient, type HubClient } from './hub-client.ts'
import type { Io } from './io.ts'

/** What stands on the command line beside the arguments that come one by one. */
export interface Given {
  readonly options: Readonly<Record<string, unknown>>
  /** The argument that may be many: `<text...>`. */
  readonly words: readonly string[]
}

interface HubCommand<Answer> {
  /** As commander takes it: `add <id>`. */
  readonly usage: string
  readonly description: string
  /** What the parent does when no command of it is named. */
  readonly isDefault?: boolean
  readonly run: (hub: HubClient, args: readonly string[], given: Given) => Promise<Answer>
  /** What scripts get with `--json`; by default the answer itself. */
  readonly toJson?: (answer: Answer) => unknown
  readonly describe: (answer: Answer, url: string) => readonly string[]
}

/** A command that is one call of the hub's HTTP API. */
export function addHubCommand<Answer>(parent: Command, io: Io, spec: HubCommand<Answer>): Command {
  const command = addGlobalOptions(
    parent.command(spec.usage, { isDefault: spec.isDefault === true }).description(spec.description),
  )
  return command.action(async () => {
    const { url, token, json } = readGlobalOptions(command, io)
    const hub = createHubClient({ url: httpUrl(url), token })
    const words: unknown = command.processedArgs.find(Array.isArray)
    const args = command.processedArgs.filter((argument) => !Array.isArray(argument))
    const answer = await spec.run(hub, args, { options: command.opts(), words: (words ?? []) as readonly string[] })
    if (json) io.out(JSON.stringify((spec.toJson === undefined ? answer : spec.toJson(answer)) ?? {}))
    else for (const line of spec.describe(answer, url)) io.out(line)
  })
}
