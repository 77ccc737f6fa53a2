import type { InputEvent } from '#contract/display.ts'
import type { DisplayId, Name } from '#contract/ids.ts'
import type { DisplaySize } from '#display-core/display-core.ts'
import { limits } from '../limits.ts'
import { loadDisplayCore } from './load-core.ts'
import { createScheduler } from './scheduler.ts'
import { startVirtualDisplay, type VirtualDisplay, type VirtualDisplayEvent } from './virtual-display.ts'

export interface FleetOptions {
  readonly url: string
  readonly username?: string
  readonly password?: string
  readonly isOwnHub?: boolean
  /** The secret of each display, in place of a name and password for all. */
  readonly secretOf?: (id: DisplayId) => string
  readonly onEvent?: (id: DisplayId, event: VirtualDisplayEvent) => void
}

/** Many virtual displays in one process, with one display core and one timer for all. */
export interface Fleet {
  /** Starts displays one shortly after the other. Throws RangeError, with none started, for a size that no LCD has. */
  start(ids: readonly DisplayId[], size: DisplaySize): VirtualDisplay[]
  /** Resolves with false if there is none of this id. */
  stop(id: string): Promise<boolean>
  /** Uses a button of one of them; false if there is none of this id. */
  input(id: string, name: Name, event: InputEvent['event_type']): boolean
  stopAll(): Promise<void>
}

export async function createFleet({ onEvent, secretOf, ...connection }: FleetOptions): Promise<Fleet> {
  const module = await loadDisplayCore()
  const scheduler = createScheduler()
  const displays = new Map<string, VirtualDisplay>()

  async function stop(id: string): Promise<boolean> {
    const display = displays.get(id)
    displays.delete(id)
    await display?.stop()
    return display !== undefined
  }

  return {
    start(ids, size) {
      return ids.map((id, index) => {
        const display = startVirtualDisplay({
          ...connection,
          ...size,
          id,
          module,
          scheduler,
          ...(secretOf === undefined ? {} : { username: id, password: secretOf(id) }),
          connectAfterMs: index * limits.virtualConnectSpacingMs,
          ...(onEvent === undefined ? {} : { onEvent: (event) => onEvent(id, event) }),
        })
        displays.set(id, display)
        return display
      })
    },
    stop,
    input(id, name, event) {
      displays.get(id)?.input(name, event)
      return displays.has(id)
    },
    async stopAll() {
      await Promise.all([...displays.keys()].map(stop))
    },
  }
}
