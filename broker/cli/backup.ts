import type { Command } from 'commander'
import { CommandFault } from './command-fault.ts'
import { addDataOptions, readDataOptions } from './data-options.ts'
import type { Io } from './io.ts'

export function addBackupCommand(program: Command, io: Io): void {
  addDataOptions(
    program
      .command('backup')
      .description('Copy what the hub keeps into one file, also while it runs.')
      .argument('<file>', 'the file to write, such as marquee.tar; one that exists is replaced'),
  ).action(async (file: string, _, command: Command) => {
    const { dataDir, names, isOnServer, json } = readDataOptions(command, io)
    // Loaded here, because no other command needs a database.
    const { backUp } = await import('../storage/backup/backup.ts')
    const backup = await backUp({ dataDir, file, names }).catch(asCommandFault)
    if (json) io.out(JSON.stringify({ file: backup.file, bytes: backup.bytes, ...backup.manifest }))
    else {
      const packed = backup.manifest.files.map(({ name }) => name).join(' and ')
      io.out(`${backup.file}: ${packed}, ${Math.ceil(backup.bytes / 1024)} KB, checked.`)
    }
    if (isOnServer) io.err('Groups and displays are in PostgreSQL: back them up with pg_dump "$MARQUEE_DATABASE_URL".')
  })
}

export function addRestoreCommand(program: Command, io: Io): void {
  addDataOptions(
    program
      .command('restore')
      .description('Put a backup in the place of what the hub keeps; the hub must not run.')
      .argument('<file>', 'a file that `marquee backup` has written'),
  ).action(async (file: string, _, command: Command) => {
    const { dataDir, names, isOnServer, json } = readDataOptions(command, io)
    const { restore } = await import('../storage/backup/restore.ts')
    const restored = await restore({ dataDir, file, names }).catch(asCommandFault)
    const { manifest, asideFolder } = restored
    if (json) io.out(JSON.stringify({ names: restored.names, asideFolder, ...manifest }))
    else {
      io.out(`Restored ${restored.names.join(' and ')} as of ${manifest.createdAt}, by Marquee ${manifest.marquee}.`)
      if (asideFolder !== undefined) io.out(`What was there before is in ${asideFolder}.`)
    }
    if (isOnServer) io.err('Groups and displays are in PostgreSQL: restore them with pg_restore or psql.')
  })
}

async function asCommandFault(error: unknown): Promise<never> {
  const { BackupFault } = await import('../storage/backup/backup-fault.ts')
  if (error instanceof BackupFault) throw new CommandFault({ code: 'conflict', message: error.message })
  throw error
}
