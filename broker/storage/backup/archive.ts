import { createHash } from 'node:crypto'
import { create, extract, list, type ReadEntry } from 'tar'
import { BackupFault } from './backup-fault.ts'
import { type Manifest, manifestName, manifestSchema, maxManifestBytes } from './manifest.ts'

/** Packs the manifest and the files of a folder into a tar file, which anybody can look into. */
export async function pack(folder: string, file: string, names: readonly string[]): Promise<void> {
  await create({ file, cwd: folder, portable: true, strict: true }, [manifestName, ...names])
}

/** Reads a backup from end to end. Rejects with `BackupFault` if it is none, or is not whole. */
export async function verify(file: string): Promise<Manifest> {
  const found = new Map<string, { bytes: number; sha256: string }>()
  let manifestText = ''
  const onReadEntry = (entry: ReadEntry) => {
    const hash = createHash('sha256')
    const isManifest = entry.path === manifestName && entry.size <= maxManifestBytes
    entry.on('data', (chunk) => {
      hash.update(chunk)
      if (isManifest) manifestText += chunk.toString()
    })
    entry.on('end', () => found.set(entry.path, { bytes: entry.size, sha256: hash.digest('hex') }))
  }
  try {
    await list({ file, strict: true, onReadEntry })
  } catch (cause) {
    throw damaged(file, cause)
  }
  const manifest = parseManifest(file, manifestText)
  for (const { name, bytes, sha256 } of manifest.files) {
    const packed = found.get(name)
    if (packed?.bytes !== bytes || packed.sha256 !== sha256) throw damaged(file, `${name} is not what it was`)
  }
  return manifest
}

/** Unpacks these files of a backup and nothing else. */
export async function unpack(file: string, folder: string, names: readonly string[]): Promise<void> {
  const isWanted = (path: string, entry: object) =>
    names.includes(path) && 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile')
  await extract({ file, cwd: folder, strict: true, preserveOwner: false, fmode: 0o600, filter: isWanted })
}

function parseManifest(file: string, text: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw damaged(file, cause)
  }
}

function damaged(file: string, cause: unknown): BackupFault {
  const reason = typeof cause === 'string' ? ` (${cause})` : ''
  return new BackupFault(`${file} is not a backup of Marquee, or it is damaged${reason}; take another one`, { cause })
}
