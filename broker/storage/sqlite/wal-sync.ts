import { close, fdatasync, fsync, open } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const openFile = promisify(open)
const syncData = promisify(fdatasync)
const syncAll = promisify(fsync)
const closeFile = promisify(close)

export interface WalSync {
  /** Resolves when all that was committed before has reached the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Syncs SQLite's write-ahead log from the thread pool: as durable as `synchronous = FULL`, and the hub goes on meanwhile.
 * The log may be opened twice, unlike the database itself, whose locks a second `close` would drop.
 */
export function createWalSync(databaseFile: string): WalSync {
  let log: number | undefined

  async function openLog(): Promise<number> {
    const opened = await openFile(`${databaseFile}-wal`, 'r+')
    // The name of a new file is not durable before its directory is; Windows has no such thing.
    if (process.platform !== 'win32') {
      const directory = await openFile(dirname(databaseFile), 'r')
      await syncAll(directory).finally(() => closeFile(directory))
    }
    return opened
  }

  return {
    async sync() {
      log ??= await openLog()
      await syncData(log)
    },
    async close() {
      if (log !== undefined) await closeFile(log)
      log = undefined
    },
  }
}
