import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import { type RoomMessage, type Room as RoomView, roomGroup } from '#contract/room.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import type { Groups } from '../groups/groups.ts'
import type { Handlers } from '../http/handler.ts'
import { limits } from '../limits.ts'
import type { PeopleInRoom } from './people.ts'
import type { Room } from './room.ts'
import type { RoomPlace } from './room-history.ts'

interface Options {
  readonly room: Room
  readonly people: PeopleInRoom
  readonly groups: Pick<Groups, 'members'>
  readonly mayReach: Rights['mayReach']
  readonly recorded: Deliveries['recorded']
}

/** `/api/room`. */
export function roomRoutes({ room, people, groups, mayReach, recorded }: Options): Handlers {
  return {
    async getRoom({ query, caller: { principal } }) {
      const limit = readLimit(query['limit'])
      const found = await room.list({ limit: limit + 1, before: readCursor(query['cursor']) })
      const messages = found.slice(0, limit)
      const last = messages.at(-1)
      const displays = groups
        .members(roomGroup)
        .filter((id) => principal !== undefined && mayReach(principal, { kind: 'display', id: id as DisplayId }))
      const body: RoomView = {
        people: people.list(),
        messages,
        ...(found.length > limit && last !== undefined ? { nextCursor: cursorOf(last) } : {}),
        displays: displays.sort(),
      }
      return { status: 200, body }
    },
    async writeInRoom({ body, caller: { principal } }) {
      if (principal === undefined)
        throw new MarqueeError({ code: 'not_authenticated', message: 'log in, or send an API token' })
      const said = room.write((body as { text: string }).text, principal)
      await recorded(limits.maxDatabaseWaitMs)
      return { status: 201, body: said }
    },
  }
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return limits.defaultRoomPage
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= limits.maxRoomPage) return limit
  throw new MarqueeError({
    code: 'out_of_range',
    field: 'limit',
    message: `limit must be a whole number from 1 to ${limits.maxRoomPage}`,
  })
}

function cursorOf({ at, id }: RoomMessage): string {
  return `${Date.parse(at)}.${id}`
}

function readCursor(text: string | undefined): RoomPlace | undefined {
  if (text === undefined) return undefined
  const found = /^(\d{1,15})\.([A-Za-z0-9_-]{1,36})$/.exec(text)
  if (found?.[1] !== undefined && found[2] !== undefined) return { at: Number(found[1]), id: found[2] }
  throw new MarqueeError({
    code: 'invalid_value',
    field: 'cursor',
    message: 'cursor must be the nextCursor of the page before',
  })
}
