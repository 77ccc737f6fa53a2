import type { Changes } from './changes.ts'
import type { Writer } from './writer.ts'

interface Options<Kept> {
  readonly writer: Writer
  /** Those of the table. */
  readonly changes: readonly Pick<Changes<unknown>, 'watch'>[]
  readonly load: () => Promise<Kept>
  readonly listener: (kept: Kept, isOurs: (key: string) => boolean) => void
}

/**
 * Reads a table that another hub has changed. What waits here is written first; what this hub changes meanwhile is ours:
 * it is newer than what was read, and will be written.
 */
export async function reread<Kept>({ writer, changes, load, listener }: Options<Kept>): Promise<void> {
  const watches = changes.map((each) => each.watch())
  try {
    await writer.written()
    const kept = await load()
    listener(kept, (key) => watches.some(({ keys }) => keys.has(key)))
  } finally {
    for (const { end } of watches) end()
  }
}
