import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { CommandFault } from './command-fault.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { historyFilters, historyQuery } from './history-filters.ts'
import { createHubClient } from './hub-client.ts'
import type { Io } from './io.ts'

/** `marquee history export`: the history as a file, however long it is. */
export function addExportCommand(history: Command, io: Io): void {
  const command = history
    .command('export [words...]')
    .description('Write the history to a file, oldest first: CSV with a row per delivery, or JSON.')
    .requiredOption('--output <file>', 'where to write it')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
  for (const option of historyFilters()) command.addOption(option)
  addGlobalOptions(command).action(async (words: string[], options: Record<string, unknown>) => {
    const { url, token, json } = readGlobalOptions(command, io)
    const output = String(options['output'])
    const hub = createHubClient({ url: httpUrl(url), token })
    const body = await hub.open('exportMessages', {
      query: { ...historyQuery(words, options), format: String(options['format']) },
    })
    const file = createWriteStream(output, { flags: 'wx' })
    await pipeline(Readable.from(body), file).catch((error: Error) => {
      throw new CommandFault({ code: 'invalid_value', field: 'output', message: `${output}: ${error.message}` })
    })
    if (json) io.out(JSON.stringify({ output, bytes: file.bytesWritten }))
    else io.out(`${file.bytesWritten} bytes are in ${output}.`)
  })
}
