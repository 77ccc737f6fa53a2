import type { DisplayId } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Displays } from './displays.ts'
import type { DisplaysRepository } from './displays-repository.ts'

interface Options {
  readonly displays: Displays
  readonly repository: DisplaysRepository
  readonly clock: Clock
}

export interface KeptDisplays {
  /** Resolves when everything up to now is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
  /** Hands over what is left to be written. */
  close(): void
}

/**
 * Lets the hub know its displays again after a restart, so that what is sent meanwhile waits for them.
 * Virtual displays end with the program that runs them and are not kept. Rejects if the list cannot be read.
 */
export async function keepDisplays({ displays, repository, clock }: Options): Promise<KeptDisplays> {
  for (const { id, offlineSince = clock.now(), about } of await repository.load()) {
    displays.restore(id, offlineSince, about)
  }
  const changed = new Set<DisplayId>()
  displays.onChanged((id) => void changed.add(id))

  function save() {
    for (const id of changed) {
      const display = displays.get(id)
      if (display === undefined || display.about?.board === 'virtual') repository.remove(id)
      else {
        const { presence, since, about } = display
        repository.put({ id, offlineSince: presence === 'offline' ? since : undefined, about })
      }
    }
    changed.clear()
  }
  // Boards that come and go many times a second are written once.
  const timer = setInterval(save, limits.saveDisplaysIntervalMs).unref()

  return {
    saved() {
      save()
      return repository.saved()
    },
    close() {
      clearInterval(timer)
      save()
    },
  }
}
