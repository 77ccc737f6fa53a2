import { onTestFinished } from 'vitest'
import type { DisplayId } from '#contract/ids.ts'
import { displayIdSchema } from '#contract/ids.ts'
import { createFleet, type Fleet } from '../../../broker/virtual-displays/fleet.ts'
import type { VirtualDisplayEvent } from '../../../broker/virtual-displays/virtual-display.ts'

export const size = { columns: 20, rows: 4, rom: 'A00' } as const

export interface TestFleet extends Fleet {
  /** Resolves with the first event of that kind that was not handed out before. */
  next(kind: VirtualDisplayEvent['kind']): Promise<DisplayId>
}

/** Virtual displays that stop when the test ends. */
export async function startFleet(url: string): Promise<TestFleet> {
  const seen: { id: DisplayId; kind: VirtualDisplayEvent['kind'] }[] = []
  let wake = () => {}
  const fleet = await createFleet({
    url,
    onEvent(id, { kind }) {
      if (kind === 'received' || kind === 'published') return
      seen.push({ id, kind })
      wake()
    },
  })
  onTestFinished(() => fleet.stopAll())
  return {
    ...fleet,
    async next(kind) {
      for (;;) {
        const index = seen.findIndex((event) => event.kind === kind)
        const [event] = index < 0 ? [] : seen.splice(index, 1)
        if (event !== undefined) return event.id
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

export function displayIds(count: number, prefix = 'wall'): DisplayId[] {
  return Array.from({ length: count }, (_, index) => displayIdSchema.parse(`${prefix}-${index + 1}`))
}
