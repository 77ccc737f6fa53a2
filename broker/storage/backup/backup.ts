import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isoTime, systemClock } from '../../clock.ts'
import { version } from '../../package-info.ts'
import type { DataFile } from '../data-directory.ts'
import { syncPath } from '../durable-files.ts'
import { reasonOf } from '../faults.ts'
import { pack, verify } from './archive.ts'
import { BackupFault } from './backup-fault.ts'
import { copyDatabase, describe } from './database-copy.ts'
import { type BackedUpFile, backupFormat, type Manifest, manifestName } from './manifest.ts'

export interface Backup {
  readonly file: string
  readonly bytes: number
  readonly manifest: Manifest
}

/**
 * Copies the databases of a data directory into one file that only its owner can read, whether a hub runs on it or not.
 * The file is there as a whole, and was read back, or not at all; one of that name is replaced. With PostgreSQL only the
 * MQTT state is in the directory. Rejects with `BackupFault`.
 */
export async function backUp({ dataDir, file, names }: BackupOptions): Promise<Backup> {
  const wanted = names.filter((name) => existsSync(join(dataDir, name)))
  if (wanted.length === 0) {
    throw new BackupFault(
      `there is no ${names.join(' or ')} in ${dataDir}: name the data directory with --data-dir or MARQUEE_DATA_DIR`,
    )
  }
  const target = resolve(file)
  const folder = makeFolder(target)
  try {
    const files: BackedUpFile[] = []
    for (const name of wanted) {
      await copyDatabase(join(dataDir, name), join(folder, name))
      files.push({ name, ...(await describe(join(folder, name))) })
    }
    const manifest: Manifest = { format: backupFormat, marquee: version, createdAt: isoTime(systemClock.now()), files }
    writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    const packed = join(folder, 'backup.tar')
    await pack(folder, packed, wanted)
    chmodSync(packed, 0o600)
    await verify(packed)
    syncPath(packed)
    renameSync(packed, target)
    syncPath(dirname(target))
    return { file: target, bytes: statSync(target).size, manifest }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface BackupOptions {
  readonly dataDir: string
  readonly file: string
  readonly names: readonly DataFile[]
}

/** Beside the target, so that it only has to be renamed. */
function makeFolder(target: string): string {
  try {
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  } catch (cause) {
    throw new BackupFault(`${target} cannot be written: ${reasonOf(cause)}`, { cause })
  }
}
