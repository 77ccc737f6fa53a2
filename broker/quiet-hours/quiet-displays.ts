import type { DisplayId } from '#contract/ids.ts'
import { type Priority, priorities } from '#contract/message.ts'
import { parseTopic } from '#contract/topics.ts'

/** Which displays are left in peace now. Asked for each delivery, and once per topic and subscriber. */
export interface QuietDisplays {
  /** Whether a message of this priority has to wait for a display. */
  isHeld(display: DisplayId, priority: Priority): boolean
  /** Whether messages do not reach a display by themselves: the urgent ones are sent to it alone. */
  isQuiet(display: DisplayId): boolean
  /** Whether a client does not get what is published to a topic, because every display that it is of those meant is quiet. */
  withholds(clientId: string, topic: string): boolean
  /** The least priority that a display shows all the same, or `undefined` for all of them; answers the one before. */
  set(display: DisplayId, level: Priority | undefined): Priority | undefined
}

/** `displaysOf` tells for which displays a client speaks. A board's client id is its display id. */
export function createQuietDisplays(
  displaysOf: (clientId: string) => Iterable<{ readonly id: DisplayId }>,
): QuietDisplays {
  const levels = new Map<string, Priority>()

  function isOwnAndQuiet(clientId: string, id: string): boolean {
    if (!levels.has(id)) return false
    return id === clientId || [...displaysOf(clientId)].some((display) => display.id === id)
  }

  return {
    isHeld(display, priority) {
      const level = levels.get(display)
      return level !== undefined && priorities.indexOf(priority) < priorities.indexOf(level)
    },
    isQuiet: (display) => levels.has(display),
    withholds(clientId, topic) {
      if (levels.size === 0 || !topic.startsWith('displays/') || !topic.endsWith('/message')) return false
      const parsed = parseTopic(topic)
      if (parsed?.kind !== 'message') return false
      if (parsed.target.kind === 'display') return isOwnAndQuiet(clientId, parsed.target.id)
      // A session that is kept while its display is away has the client id alone.
      const ids = [...displaysOf(clientId)].map(({ id }) => id)
      return ids.length === 0 ? levels.has(clientId) : ids.every((id) => levels.has(id))
    },
    set(display, level) {
      const before = levels.get(display)
      if (level === undefined) levels.delete(display)
      else levels.set(display, level)
      return before
    },
  }
}
