import type { DisplaysRepository, KeptDisplay } from '../../displays/displays-repository.ts'

/** The list of displays, for as long as the process lives. */
export function createDisplaysInMemory(): DisplaysRepository {
  const displays = new Map<string, KeptDisplay>()
  return {
    load: async () => structuredClone([...displays.values()].sort((a, b) => (a.id < b.id ? -1 : 1))),
    put: (display) => void displays.set(display.id, structuredClone(display)),
    remove: (id) => void displays.delete(id),
    saved: async () => {},
  }
}
