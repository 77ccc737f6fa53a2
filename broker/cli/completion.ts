import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { operations } from '#contract/http.ts'
import { candidatesFor, type KnownNames } from './completion-candidates.ts'
import { completionScripts, type Shell } from './completion-scripts.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient } from './hub-client.ts'
import type { Io } from './io.ts'

/** Somebody waits at a prompt: a hub that is slower is not asked. */
const maxWaitMs = 1000

/** `marquee completion <shell>`, and the hidden `complete`, which its scripts ask for what may come next. */
export function addCompletionCommand(program: Command, io: Io): void {
  const shells = Object.keys(completionScripts) as Shell[]
  program
    .command('completion')
    .description('Print the script that completes commands, options and names for a shell.')
    .argument('<shell>', shells.join(', '))
    .action((shell: string) => {
      if (!shells.includes(shell as Shell))
        program.error(`error: there is no completion for ${shell}: ${shells.join(', ')}`)
      io.out(completionScripts[shell as Shell])
    })
  const complete = program.command('complete', { hidden: true }).argument('[words...]')
  addGlobalOptions(complete).action(async (words: string[]) => {
    const { url, token } = readGlobalOptions(complete, io)
    const names = () => Promise.race([knownNames(url, token), sleep(maxWaitMs, nobody, { ref: false })])
    for (const candidate of await candidatesFor(program, words, names)) io.out(candidate)
  })
}

const nobody: KnownNames = { displays: [], groups: [] }

async function knownNames(url: string, token: string | undefined): Promise<KnownNames> {
  const hub = createHubClient({ url: httpUrl(url), token })
  try {
    const [{ displays }, { groups }] = await Promise.all([
      hub.call('listDisplays', operations.listDisplays.responses[200]),
      hub.call('listGroups', operations.listGroups.responses[200]),
    ])
    return { displays: displays.map(({ id }) => id), groups: groups.map(({ id }) => id) }
  } catch {
    return nobody
  }
}
