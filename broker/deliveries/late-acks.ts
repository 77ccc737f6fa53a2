import type { Ack } from '#contract/display.ts'
import type { DisplayId } from '#contract/ids.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { MessagesRepository, StoredMessage } from './messages-repository.ts'

interface Options {
  readonly repository: Pick<MessagesRepository, 'findAcknowledged'>
  readonly log: Log
  /** Takes a message back into memory and applies what was said of it. */
  readonly apply: (stored: StoredMessage, display: DisplayId, ack: Ack) => void
}

/**
 * Somebody may answer or dismiss a message long after it was shown: it is looked for in the database then, one after
 * another. Returns what takes such an acknowledgement; when too many wait, they are let go.
 */
export function createLateAcks({ repository, log, apply }: Options): (display: DisplayId, ack: Ack) => void {
  const waiting: (readonly [DisplayId, Ack])[] = []
  let isLooking = false

  async function look() {
    isLooking = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [display, ack] = next
      try {
        const stored = await repository.findAcknowledged(display, ack.id)
        if (stored === undefined) log.debug({ display, ack: ack.id }, 'acknowledgement of a message that is not known')
        else apply(stored, display, ack)
      } catch (error) {
        log.warn({ display, ack: ack.id, err: error }, 'an acknowledgement could not be matched to its message')
      }
    }
    isLooking = false
  }

  return (display, ack) => {
    // Everything else is said of messages that are still in memory.
    if (ack.state !== 'dismissed') return
    if (waiting.length >= limits.maxLateAcks)
      return log.debug({ display }, 'late acknowledgement let go: too many wait')
    waiting.push([display, ack])
    if (!isLooking) void look()
  }
}
