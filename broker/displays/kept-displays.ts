import type { DisplayId } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Display, Displays } from './displays.ts'
import type { DisplaysRepository } from './displays-repository.ts'

interface Options {
  readonly displays: Displays
  readonly repository: DisplaysRepository
  readonly clock: Clock
  /** Whether a display has credentials, which go with it. */
  readonly hasCredentials?: (id: DisplayId) => boolean
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
export async function keepDisplays({
  displays,
  repository,
  clock,
  hasCredentials = () => false,
}: Options): Promise<KeptDisplays> {
  /** Kept before they said what they are; a virtual one among them has to go again. */
  const unexplained = new Set<DisplayId>()
  for (const { id, name, offlineSince = clock.now(), about } of await repository.load()) {
    displays.restore({ id, name, offlineSince, about })
    if (about === undefined) unexplained.add(id)
  }
  const changed = new Set<DisplayId>()
  displays.onChanged((id) => void changed.add(id))

  function save() {
    for (const id of changed) {
      const display = displays.get(id)
      if (display === undefined) remove(id)
      else if (display.about?.board !== 'virtual' || hasCredentials(id)) put(display)
      // A board of the same id that was known before stays known.
      else if (unexplained.has(id)) remove(id)
    }
    changed.clear()
  }

  function put({ id, name, presence, since, about }: Display) {
    if (about === undefined) unexplained.add(id)
    else unexplained.delete(id)
    repository.put({ id, name, offlineSince: presence === 'offline' ? since : undefined, about })
  }

  function remove(id: DisplayId) {
    unexplained.delete(id)
    repository.remove(id)
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
