import { Command, CommanderError } from 'commander'
import { version } from '../package-info.ts'
import { addBackupCommand, addRestoreCommand } from './backup.ts'
import { addCertificateCommand } from './certificate.ts'
import { asFault, describeFault } from './command-fault.ts'
import { addCompletionCommand } from './completion.ts'
import { addDismissCommand } from './dismiss.ts'
import { addDisplayCommand } from './display.ts'
import { addDisplaysCommand } from './displays.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { addGlobalOptions } from './global-options.ts'
import { addGroupsCommand } from './groups.ts'
import { addHistoryCommand } from './history.ts'
import type { Io } from './io.ts'
import { addPageCommand } from './page.ts'
import { addPairCommand } from './pair.ts'
import { addPlaylistCommand } from './playlist.ts'
import { addQuietCommand } from './quiet-hours.ts'
import { addRoomCommand } from './room.ts'
import { addScheduleCommand } from './schedule.ts'
import { addSendCommand } from './send.ts'
import { addSimulateCommand } from './simulate.ts'
import { addTokenCommand } from './token.ts'
import { addUserCommand } from './user.ts'
import { addWatchCommand } from './watch.ts'

/** Runs one command of `marquee` and resolves with its exit code; never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const finish = (code: ExitCode) => {
    exitCode = code
  }
  const program = addGlobalOptions(new Command('marquee'))
    .description('Puts text on displays and tells who saw it.')
    .version(version)
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) })
    .exitOverride()
  addSendCommand(program, io, finish)
  addDismissCommand(program, io)
  addHistoryCommand(program, io)
  addWatchCommand(program, io)
  addPageCommand(program, io)
  addPlaylistCommand(program, io)
  addScheduleCommand(program, io)
  addQuietCommand(program, io)
  addRoomCommand(program, io)
  addGroupsCommand(program, io)
  addDisplaysCommand(program, io)
  addPairCommand(program, io)
  addDisplayCommand(program, io)
  addTokenCommand(program, io)
  addSimulateCommand(program, io)
  addCertificateCommand(program, io)
  addBackupCommand(program, io)
  addRestoreCommand(program, io)
  addUserCommand(program, io)
  addCompletionCommand(program, io)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has already said what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed
    const fault = asFault(error)
    if (argv.includes('--json'))
      io.out(JSON.stringify({ error: { code: fault.code, message: fault.message, field: fault.field } }))
    io.err(describeFault(fault))
    return exitCodes.failed
  }
}
