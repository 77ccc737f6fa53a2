import { maxHeadingBytes } from '#contract/bounds.ts'
import type { GroupId } from '#contract/ids.ts'
import { type RoomMessage, roomGroup } from '#contract/room.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { roomMessageTopic } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Messages } from '../messages/messages.ts'
import type { Publish } from '../publication.ts'
import type { RoomHistory, RoomPlace } from './room-history.ts'
import { createWriters } from './writers.ts'

interface Options {
  readonly history: RoomHistory
  readonly messages: Pick<Messages, 'sendSelected' | 'onAccepted'>
  readonly groups: Pick<Groups, 'members'>
  readonly displays: Pick<Displays, 'get'>
  readonly publish: Publish
  readonly clock: Clock
  readonly log: Log
}

/** Where everybody who is signed in reads what is said there, and what is sent to all displays, as it happens. */
export interface Room {
  /** Says something as somebody, on the displays that take part too. Throws `limit_reached` for too much at once. */
  write(text: string, principal: Principal): RoomMessage
  /** What was said, the newest first. */
  list(query: { limit: number; before?: RoomPlace | undefined }): Promise<readonly RoomMessage[]>
  close(): void
}

const target = { kind: 'group', id: roomGroup as GroupId } as const
const toRoom = `group:${roomGroup}`

export function createRoom({ history, messages, groups, displays, publish, clock, log }: Options): Room {
  const mayWrite = createWriters(clock)
  let last: RoomMessage | undefined
  let lastAt = 0
  let second = 0
  let told = 0
  let untold = 0
  let isWriting = false

  messages.onAccepted((message) => {
    const kind = kindOf(message)
    // Each writer has a limit of their own.
    if (kind !== undefined && (isWriting || mayTell())) hear(message, kind)
  })

  /** Of a flood of broadcasts only the first of each second are told. */
  function mayTell(): boolean {
    const now = Math.floor(clock.now() / 1000)
    if (now !== second) {
      if (untold > 0) log.warn({ untold }, 'more messages were sent to everybody than could be told in the room')
      second = now
      told = 0
      untold = 0
    }
    if (told < limits.maxRoomMessagesPerSecond) return ++told > 0
    untold++
    return false
  }

  function hear({ id, sender, body, priority, acceptedAt }: TrackedMessage, kind: RoomMessage['kind']): void {
    // One after the other, so that pages neither skip nor repeat what was said in one moment.
    lastAt = Math.max(acceptedAt, lastAt + 1)
    const { title, text } = body
    last = {
      id,
      kind,
      from: sender,
      ...(title === undefined ? {} : { title }),
      text,
      priority,
      at: isoTime(lastAt),
    }
    history.append(last)
    publish(roomMessageTopic, JSON.stringify(last))
  }

  function prune(): void {
    history
      .prune({ olderThan: clock.now() - limits.roomRetentionMs, keep: limits.maxRoomMessages })
      .catch((error: Error) => log.warn({ reason: error.message }, 'what was said in the room could not be shortened'))
  }
  const pruning = setInterval(prune, limits.pruneRoomIntervalMs).unref()
  prune()

  return {
    write(text, principal) {
      mayWrite(principal)
      const members = groups.members(roomGroup).flatMap((id) => displays.get(id)?.id ?? [])
      const selection = { to: [toRoom], target, displays: members }
      isWriting = true
      try {
        messages.sendSelected(selection, { text, from: heading(principal.name) }, principal.name)
      } finally {
        isWriting = false
      }
      if (last === undefined) throw new Error('a message of the room was not told')
      return last
    },
    list: (query) => history.list(query),
    close: () => clearInterval(pruning),
  }
}

/** What was sent to a group of its own accord is none of the room's, nor what selectors make of all. */
function kindOf({ to, topic }: TrackedMessage): RoomMessage['kind'] | undefined {
  if (to.length !== 1) return undefined
  if (to[0] === 'all' && topic === 'displays/all/message') return 'broadcast'
  return to[0] === toRoom ? 'room' : undefined
}

/** A name as it fits into the heading row of a message. */
function heading(name: string): string {
  let text = name
  while (utf8Bytes(text) > maxHeadingBytes) text = [...text].slice(0, -1).join('')
  return text
}
