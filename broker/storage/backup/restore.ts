import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isoTime, systemClock } from '../../clock.ts'
import { mqttSchemaVersion } from '../../mqtt/store/sqlite/schema.ts'
import { type DataFile, DirectoryInUse, takeDataDirectory } from '../data-directory.ts'
import { giveToOwnerOf, syncPath } from '../durable-files.ts'
import { schemaVersion } from '../migrations/migrate.ts'
import { unpack, verify } from './archive.ts'
import { BackupFault } from './backup-fault.ts'
import { checkIntegrity } from './database-copy.ts'
import type { BackedUpFile, Manifest } from './manifest.ts'

export interface Restored {
  readonly manifest: Manifest
  readonly names: readonly string[]
  /** Where the files are that were there before; `undefined` if there were none. */
  readonly asideFolder: string | undefined
}

interface RestoreOptions {
  readonly dataDir: string
  readonly file: string
  /** Which files of the backup are wanted. */
  readonly names: readonly DataFile[]
}

const knownSchemas = { 'marquee.db': schemaVersion, 'mqtt.db': mqttSchemaVersion }
/** What SQLite keeps beside a database. A log of another database would damage it. */
const suffixes = ['', '-wal', '-shm', '-journal']

/**
 * Puts the databases of a backup into a data directory and the old ones aside. Everything is checked before anything is
 * touched. Rejects with `BackupFault`, also while a hub runs on the directory.
 */
export async function restore({ dataDir, file, names }: RestoreOptions): Promise<Restored> {
  if (!existsSync(file)) throw new BackupFault(`there is no ${file}`)
  const manifest = await verify(file)
  const wanted = manifest.files.filter(({ name }) => names.includes(name))
  if (wanted.length === 0) throw new BackupFault(`${file} has no ${names.join(' or ')}`)
  for (const each of wanted) refuseNewer(file, each, manifest)
  const directory = await takeDataDirectory(dataDir).catch((error: unknown) => {
    if (error instanceof DirectoryInUse) {
      throw new BackupFault(`a hub runs on ${dataDir}; stop it, restore, and start it again`, { cause: error })
    }
    throw error
  })
  const folder = mkdtempSync(join(dataDir, '.restore-'))
  try {
    await unpack(
      file,
      folder,
      wanted.map(({ name }) => name),
    )
    for (const { name } of wanted) {
      await checkIntegrity(join(folder, name))
      syncPath(join(folder, name))
      giveToOwnerOf(dataDir, join(folder, name))
    }
    const asideFolder = putAside(dataDir, wanted)
    for (const { name } of wanted) renameSync(join(folder, name), join(dataDir, name))
    syncPath(dataDir)
    return { manifest, names: wanted.map(({ name }) => name), asideFolder }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    directory.release()
  }
}

function refuseNewer(file: string, { name, schema }: BackedUpFile, { marquee }: Manifest): void {
  const known = knownSchemas[name]
  if (schema <= known) return
  throw new BackupFault(
    `${name} in ${file} was written by a newer version of Marquee (${marquee}, schema ${schema}; this one knows ${known}): restore it with that version`,
  )
}

function putAside(dataDir: string, files: readonly BackedUpFile[]): string | undefined {
  const present = files
    .flatMap(({ name }) => suffixes.map((suffix) => `${name}${suffix}`))
    .filter((name) => existsSync(join(dataDir, name)))
  if (present.length === 0) return undefined
  const folder = join(dataDir, `before-restore-${isoTime(systemClock.now()).replaceAll(':', '-')}`)
  mkdirSync(folder, { mode: 0o700 })
  giveToOwnerOf(dataDir, folder)
  // The logs first: a database without its log is an older state of itself, one with the log of another is damaged.
  for (const name of present.toReversed()) keepAs(join(dataDir, name), join(folder, name), isDatabase(name))
  return folder
}

const isDatabase = (name: string) => name.endsWith('.db')

/** A database stays in its place until the other one replaces it, so that no crash leaves the hub without any. */
function keepAs(path: string, aside: string, isReplaced: boolean): void {
  try {
    if (isReplaced) linkSync(path, aside)
    else renameSync(path, aside)
  } catch {
    // Not every file system has links.
    renameSync(path, aside)
  }
}
