import type { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { type DataFile, dataFiles } from '../storage/data-directory.ts'
import { CommandFault } from './command-fault.ts'
import type { Io } from './io.ts'

/** Where the data of a hub on this machine is. */
export interface DataOptions {
  readonly dataDir: string
  /** The files in it that are this hub's. */
  readonly names: DataFile[]
  /** The rest is in PostgreSQL. */
  readonly isOnServer: boolean
  readonly databaseUrl: string | undefined
  readonly json: boolean
}

export function addDataOptions(command: Command): Command {
  return command
    .option('--data-dir <directory>', 'data directory of the hub (default: MARQUEE_DATA_DIR or ./data)')
    .option('--json', 'print JSON')
}

/** Reads the settings that the hub reads too. Throws for those it would refuse. */
export function readDataOptions(command: Command, { env }: Io): DataOptions {
  const { dataDir, json } = command.optsWithGlobals<{ dataDir?: string; json?: boolean }>()
  const config = readSettings(env)
  const isOnServer = config.databaseUrl !== undefined
  return {
    dataDir: dataDir ?? config.dataDir,
    names: isOnServer ? [dataFiles.mqtt] : [dataFiles.marquee, dataFiles.mqtt],
    isOnServer,
    databaseUrl: config.databaseUrl,
    json: json === true,
  }
}

function readSettings(env: Io['env']): Config {
  try {
    return readConfig(env)
  } catch (error) {
    throw new CommandFault({ code: 'invalid_value', message: (error as Error).message })
  }
}
