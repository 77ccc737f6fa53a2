import { chownSync, closeSync, fsyncSync, openSync, statSync } from 'node:fs'

/** Brings a file or the names in a folder to the disk. Windows cannot do the latter. */
export function syncPath(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Gives a file to the owner of the folder it is in: root may act for the user that the hub runs as. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  chownSync(path, uid, gid)
}
