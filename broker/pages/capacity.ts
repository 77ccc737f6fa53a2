import { maxPagesOnDisplay, maxPagesOnSmallDisplay, maxPayloadBytes } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import { limits } from '../limits.ts'
import type { KnownPage, PageBook } from './page-book.ts'

interface Options {
  readonly book: PageBook
  readonly displays: Pick<Displays, 'get' | 'has' | 'all'>
  readonly groups: Pick<Groups, 'members' | 'groupsOf'>
}

/** How many pages displays have, and how many they hold. */
export interface Capacity {
  /** The pages of one display: its own, those of its groups, those of all. */
  pagesOn(id: string): readonly KnownPage[]
  /** Displays of a target that have more pages than they hold, as of the moment of the call. */
  survey(): (target: Target) => readonly string[]
  /** Throws `limit_reached` with the first display that could not hold so many pages more, those of one playlist left out. */
  reserve(wanted: readonly { readonly target: Target; readonly more: number }[], without?: string): void
  /** The known displays of a target. */
  displaysOf(target: Target): readonly string[]
}

export function createCapacity({ book, displays, groups }: Options): Capacity {
  /** Boards built with little memory tell it by the size of the payloads that they take. */
  function slotsOf(id: string): number {
    const about = displays.get(id)?.about
    return about !== undefined && about.maxPayloadBytes < maxPayloadBytes ? maxPagesOnSmallDisplay : maxPagesOnDisplay
  }

  function displaysOf(target: Target): readonly string[] {
    if (target.kind === 'all') return [...displays.all()].map(({ id }) => id)
    const ids = target.kind === 'group' ? groups.members(target.id) : [target.id]
    return ids.filter((id) => displays.has(id))
  }

  /** Once for all displays: asking each for its groups takes groups times displays. */
  function counts(without?: string): (id: string) => number {
    let ofAll = 0
    const others = new Map<string, number>()
    for (const { target, playlist } of book.all()) {
      if (playlist !== undefined && playlist === without) continue
      if (target.kind === 'all') {
        ofAll++
        continue
      }
      const ids = target.kind === 'group' ? groups.members(target.id) : [target.id]
      for (const id of ids) others.set(id, (others.get(id) ?? 0) + 1)
    }
    return (id) => ofAll + (others.get(id) ?? 0)
  }

  const pagesOn = (id: string): readonly KnownPage[] => [
    ...book.ofTarget({ kind: 'display', id: id as DisplayId }),
    ...groups.groupsOf(id).flatMap((group) => book.ofTarget({ kind: 'group', id: group as GroupId })),
    ...book.ofTarget({ kind: 'all' }),
  ]

  return {
    pagesOn,
    displaysOf,
    survey() {
      const count = counts()
      return (target) =>
        displaysOf(target)
          .filter((id) => count(id) > slotsOf(id))
          .slice(0, limits.maxNamedDisplays)
    },
    reserve(wanted, without) {
      const before = counts()
      const others = counts(without)
      for (const { target, more } of wanted) {
        for (const id of displaysOf(target)) {
          const count = others(id) + more
          // Whoever takes some of too many away is not held up.
          if (count > slotsOf(id) && count > before(id)) throw noRoom(id, others(id), more)
        }
      }
    },
  }

  function noRoom(id: string, others: number, more: number): MarqueeError {
    const names = pagesOn(id).map(({ name }) => name)
    const has = names.length === 0 ? '' : ` (now ${names.slice(0, maxPagesOnDisplay).join(', ')})`
    const message = `${id} holds ${slotsOf(id)} pages, and would get ${more} beside ${others}${has}; take some away first`
    return new MarqueeError({ code: 'limit_reached', message })
  }
}
