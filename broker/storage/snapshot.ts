import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod/mini'

/** A small document that is kept as a whole. */
export interface Snapshot<T> {
  /** `undefined` if nothing was saved yet. Rejects if what is there cannot be read. */
  load(): Promise<T | undefined>
  /** Resolves when it is on disk. Later calls replace earlier ones, also while one is being written. */
  save(value: T): Promise<void>
}

/** A snapshot in a JSON file, replaced atomically. */
export function createFileSnapshot<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
): Snapshot<z.infer<Schema>> {
  let writing: Promise<void> = Promise.resolve()

  async function write(text: string) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.new`, text, { flush: true })
    await rename(`${path}.new`, path)
  }

  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (text === undefined) return undefined
      try {
        return schema.parse(JSON.parse(text))
      } catch (cause) {
        throw new Error(`${path} is damaged. Repair it, or move it away to start without it.`, { cause })
      }
    },
    save(value) {
      const text = `${JSON.stringify(value, null, 2)}\n`
      writing = writing.catch(() => undefined).then(() => write(text))
      return writing
    },
  }
}

/** A snapshot that lives as long as the process. */
export function createMemorySnapshot<T>(): Snapshot<T> {
  let saved: string | undefined
  return {
    load: async () => (saved === undefined ? undefined : (JSON.parse(saved) as T)),
    save: async (value) => {
      saved = JSON.stringify(value)
    },
  }
}
