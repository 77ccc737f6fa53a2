import * as z from 'zod/mini'
import { aboutSchema } from '#contract/display.ts'
import { displayIdSchema } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Snapshot } from '../storage/snapshot.ts'
import type { Displays } from './displays.ts'

export const keptDisplaysSchema = z.array(
  z.object({ id: displayIdSchema, offlineSince: z.exactOptional(z.int()), about: z.exactOptional(aboutSchema) }),
)
export type KeptDisplays = z.infer<typeof keptDisplaysSchema>

interface Options {
  readonly displays: Displays
  readonly snapshot: Snapshot<KeptDisplays>
  readonly clock: Clock
  readonly log: Log
}

/**
 * Lets the hub know its displays again after a restart, so that what is sent meanwhile waits for them.
 * Virtual displays end with the program that runs them and are not kept. Rejects if the snapshot cannot be read.
 */
export async function keepDisplays({ displays, snapshot, clock, log }: Options): Promise<{ close(): Promise<void> }> {
  for (const { id, offlineSince = clock.now(), about } of (await snapshot.load()) ?? []) {
    displays.restore(id, offlineSince, about)
  }
  let isChanged = false
  displays.onChanged(() => {
    isChanged = true
  })

  async function save() {
    if (!isChanged) return
    isChanged = false
    const kept: KeptDisplays = []
    for (const { id, presence, since, about } of displays.all()) {
      if (about?.board === 'virtual') continue
      kept.push({
        id,
        ...(presence === 'offline' ? { offlineSince: since } : {}),
        ...(about === undefined ? {} : { about }),
      })
    }
    await snapshot.save(kept).catch((error: unknown) => {
      isChanged = true
      log.error({ err: error }, 'the list of displays could not be saved')
    })
  }
  const timer = setInterval(() => void save(), limits.saveDisplaysIntervalMs).unref()

  return {
    async close() {
      clearInterval(timer)
      await save()
    },
  }
}
