import { CommandFault } from './command-fault.ts'
import type { Io } from './io.ts'

/** JSON from the command line, or from standard input for `-`. Throws `CommandFault` for what is none. */
export async function readJson(argument: string, io: Io): Promise<unknown> {
  const text = argument === '-' ? await io.readInput() : argument
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandFault({ code: 'malformed_json', message: `not valid JSON: ${(error as Error).message}` })
  }
}
