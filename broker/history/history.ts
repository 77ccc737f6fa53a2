import type { MessageList } from '#contract/history-operations.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { Deliveries } from '../deliveries/deliveries.ts'
import { readableReport } from '../deliveries/report-within.ts'
import { limits } from '../limits.ts'
import { cursorOf } from './cursor.ts'
import { isWanted, mayBeFinished, type Wanted } from './filters.ts'
import type { HistoryRepository, PageRequest, Position } from './history-repository.ts'
import { summaryOf, type ToldMessage, toldFinished, toldOpen } from './told-message.ts'

/** What was sent and what became of it, as somebody may read it: what is open from memory, the rest from the database. */
export interface History {
  /** The newest first. There may be more behind a page that is not full. */
  list(
    wanted: Wanted,
    page: { readonly after?: Position | undefined; readonly limit: number },
    principal: Principal,
  ): Promise<MessageList>
  /** Everything with the states of all displays, the oldest first, a part at a time. */
  all(wanted: Wanted, principal: Principal): AsyncIterable<readonly ToldMessage[]>
}

interface Options {
  readonly repository: HistoryRepository
  readonly deliveries: Pick<Deliveries, 'openMessages'>
  readonly rights: Pick<Rights, 'mayReach' | 'mayReceive'>
  readonly membersOf: (group: string) => readonly string[]
}

interface Part {
  readonly messages: readonly ToldMessage[]
  readonly next: Position | undefined
}

export function createHistory({ repository, deliveries, rights, membersOf }: Options): History {
  /** The displays that somebody is limited to now. */
  function displaysOf({ reach }: Principal): string[] | undefined {
    if (reach === undefined) return undefined
    return [...new Set([...reach.displays, ...[...reach.groups].flatMap(membersOf)])]
  }

  async function part(wanted: Wanted, request: PageRequest, isDetailed: boolean, principal: Principal): Promise<Part> {
    // Before the database is asked: what is finished meanwhile is found there.
    const open = [...deliveries.openMessages()].filter((message) => isWanted(message, wanted)).map(toldOpen)
    const page = mayBeFinished(wanted) ? await repository.page(wanted, request) : { messages: [], next: undefined }
    const displays = displaysOf(principal)
    const ids = page.messages.map(({ id }) => id)
    const outcomes =
      isDetailed || displays !== undefined ? await repository.deliveriesOf(ids, displays) : new Map<string, never>()
    const finished = page.messages.map((message) => toldFinished(message, outcomes.get(message.id)))
    return cut(merged(open, finished, request, page.next), request, page.next)
  }

  function readable({ report, ...told }: ToldMessage, principal: Principal): ToldMessage[] {
    const own = readableReport(report, principal, rights)
    if (own === undefined) return []
    const mayKnow = ({ display }: { display: string }) => principal.reach === undefined || display in own.displays
    return [{ ...told, report: own, answers: told.answers.filter(mayKnow) }]
  }

  return {
    async list(wanted, { after, limit }, principal) {
      const found: ToldMessage[] = []
      const end = performance.now() + limits.maxListMs
      let next = after
      do {
        const request = { after: next, limit: Math.max(limits.defaultMessagesPage, limit), order: 'newest' } as const
        const { messages, next: more } = await part(wanted, request, false, principal)
        found.push(...messages.flatMap((told) => readable(told, principal)))
        next = more
      } while (next !== undefined && found.length < limit && performance.now() < end)
      const { messages, next: rest } = cut(found, { after, limit, order: 'newest' }, next)
      return { messages: messages.map(summaryOf), ...(rest === undefined ? {} : { nextCursor: cursorOf(rest) }) }
    },
    async *all(wanted, principal) {
      let after: Position | undefined
      do {
        const request = { after, limit: limits.messagesPerExportPart, order: 'oldest' } as const
        const { messages, next } = await part(wanted, request, true, principal)
        yield messages.flatMap((told) => readable(told, principal))
        after = next
      } while (after !== undefined)
    },
  }
}

/** What is open takes its place among what is finished; behind `next` it waits for a later part. */
function merged(
  open: readonly ToldMessage[],
  finished: readonly ToldMessage[],
  { after, order }: PageRequest,
  next: Position | undefined,
): ToldMessage[] {
  const direction = order === 'newest' ? -1 : 1
  const isBefore = (a: Position, b: Position) => direction * compare(a, b) < 0
  const known = new Set(finished.map(({ place }) => place.id))
  const fitting = open.filter(
    ({ place }) =>
      !known.has(place.id) &&
      (after === undefined || isBefore(after, place)) &&
      (next === undefined || !isBefore(next, place)),
  )
  return [...finished, ...fitting].sort((a, b) => direction * compare(a.place, b.place))
}

/** At most `limit`; words are searched by number, so the place of the last says which finished message was the last. */
function cut(messages: readonly ToldMessage[], { after, limit }: PageRequest, next: Position | undefined): Part {
  if (messages.length <= limit) return { messages, next }
  const kept = messages.slice(0, limit)
  const last = kept.at(-1)
  const seq = kept.findLast(({ place }) => place.seq !== undefined)?.place.seq ?? after?.seq
  return { messages: kept, next: last === undefined ? next : { ...last.place, seq } }
}

function compare(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
