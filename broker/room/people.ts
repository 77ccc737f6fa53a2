import type { RoomPeople } from '#contract/room.ts'
import { roomPeopleTopic } from '#contract/topics.ts'
import { type Clock, isoTime } from '../clock.ts'
import { limits } from '../limits.ts'
import type { ComingsAndGoings } from '../mqtt/comings-and-goings.ts'
import type { Publish } from '../publication.ts'

interface Options {
  readonly connections: ComingsAndGoings
  readonly publish: Publish
  readonly clock: Clock
}

interface Somebody {
  readonly name: string
  readonly since: number
  readonly clientIds: Set<string>
}

/** Who has a page of the dashboard open now, each once, in the order in which they came. */
export interface PeopleInRoom {
  list(): RoomPeople['people']
  close(): void
}

/** Publishes the list when it has changed, a few times a second at most: a page that is loaded again makes nobody leave. */
export function followPeople({ connections, publish, clock }: Options): PeopleInRoom {
  const people = new Map<string, Somebody>()
  const personOf = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined
  let told = ''
  tell()

  function list(): RoomPeople['people'] {
    const here = [...people.values()].filter(({ clientIds }) => clientIds.size > 0)
    return here.slice(0, limits.maxRoomPeople).map(({ name, since }) => ({ name, since: isoTime(since) }))
  }

  function changed(): void {
    timer ??= setTimeout(tell, limits.roomPeopleIntervalMs).unref()
  }

  function tell(): void {
    timer = undefined
    for (const [id, { clientIds }] of people) if (clientIds.size === 0) people.delete(id)
    const now = JSON.stringify({ people: list() } satisfies RoomPeople)
    if (now === told) return
    told = now
    publish(roomPeopleTopic, now, { retain: true })
  }

  connections.onConnect((clientId, { kind, id, name }) => {
    if (kind !== 'user') return
    const known = people.get(id)
    const somebody = { name, since: known?.since ?? clock.now(), clientIds: known?.clientIds ?? new Set() }
    people.set(id, { ...somebody, clientIds: somebody.clientIds.add(clientId) })
    personOf.set(clientId, id)
    changed()
  })
  connections.onDisconnect((clientId) => {
    const id = personOf.get(clientId)
    if (id === undefined) return
    personOf.delete(clientId)
    people.get(id)?.clientIds.delete(clientId)
    changed()
  })

  return { list, close: () => clearTimeout(timer) }
}
