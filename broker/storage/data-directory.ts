import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { giveToOwnerOf } from './durable-files.ts'
import { faultOf, reasonOf } from './faults.ts'
import { openDatabase } from './sqlite/database.ts'

/** What a hub keeps in its data directory. */
export const dataFiles = { marquee: 'marquee.db', mqtt: 'mqtt.db' } as const
export type DataFile = (typeof dataFiles)[keyof typeof dataFiles]
const lockFile = 'hub.lock'
const pidFile = 'hub.pid'

export interface DataDirectory {
  readonly path: string
  /** Lets others have the directory. */
  release(): void
}

/** Another process uses the data directory. */
export class DirectoryInUse extends Error {}

/**
 * Makes the data directory if there is none, and takes it for this process until `release` or its end, however it ends:
 * the lock is one of the operating system, so a dead process cannot leave it behind. Rejects with `DirectoryInUse`.
 */
export async function takeDataDirectory(path: string): Promise<DataDirectory> {
  makeDirectory(path)
  const file = join(path, lockFile)
  makePrivateFile(file)
  const lock = await openDatabase(file)
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (faultOf(error) === 'busy') throw new DirectoryInUse(inUse(path), { cause: error })
    throw new Error(`${file} cannot be locked (${reasonOf(error)}): delete it, or choose another MARQUEE_DATA_DIR`, {
      cause: error,
    })
  }
  writeFileSync(join(path, pidFile), `${process.pid}\n`, { mode: 0o600 })
  return {
    path,
    release() {
      rmSync(join(path, pidFile), { force: true })
      lock.exec('ROLLBACK')
      lock.close()
    },
  }
}

/** Makes a directory that only its owner can look into; one that exists stays as it is. */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(`the data directory ${path} cannot be made (${reasonOf(error)}): choose another MARQUEE_DATA_DIR`, {
      cause: error,
    })
  }
}

/**
 * Makes an empty file that only its owner can read, if there is none; SQLite gives its log the same mode. A file that
 * exists is not opened, since closing it again would let go of the locks that SQLite has on it in this process.
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
    giveToOwnerOf(dirname(path), path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function inUse(path: string): string {
  return `The data directory ${path} is in use by another Marquee${processOf(path)}. Stop that one, or choose another directory: MARQUEE_DATA_DIR=<directory> npm start`
}

/** Only for the sentence: the lock decides. */
function processOf(path: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(join(path, pidFile), 'utf8'), 10)})`
  } catch {
    return ''
  }
}
