import type { ReachView } from '#contract/people.ts'
import type { Display } from '../displays/display.ts'
import { isAbout, sizeSelector } from '../displays/selection.ts'

/** Displays that can be chosen together. */
export interface DisplaySet {
  readonly selector: string
  readonly name: string
  readonly members: readonly Display[]
}

/** Everyone, each group and, if there are several, each size. Somebody who is limited writes to their own groups only. */
export function setsOf(displays: readonly Display[], reach: ReachView | undefined): readonly DisplaySet[] {
  const isLimited = reach !== undefined
  const groups = [...new Set(displays.flatMap((display) => display.groups))]
    .filter((group) => reach?.groups.some((own) => own === group) ?? true)
    .sort()
  const sizes = [...new Set(displays.flatMap(({ about }) => (about === undefined ? [] : [sizeSelector(about)])))].sort()
  const named = [
    ...(isLimited ? [] : [['all', 'Everyone'] as const]),
    ...groups.map((group) => [`group:${group}`, `Group ${group}`] as const),
    ...(isLimited || sizes.length < 2
      ? []
      : sizes.map((size) => [size, `All ${size.slice('size:'.length).replace('x', '×')}`] as const)),
  ]
  return named.map(([selector, name]) => ({
    selector,
    name,
    members: displays.filter((display) => isAbout(selector, display)),
  }))
}

/** "4 displays, 1 offline" */
export function membersText(members: readonly Display[]): string {
  const offline = members.filter(({ presence }) => presence === 'offline').length
  return `${members.length} ${members.length === 1 ? 'display' : 'displays'}${offline === 0 ? '' : `, ${offline} offline`}`
}
