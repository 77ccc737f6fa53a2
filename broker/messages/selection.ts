import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { TargetBody } from '#contract/message.ts'
import { parseSelector, type Selector, selectorOf, selectorsOf } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import type { By } from './by.ts'
import { recipientsOf } from './recipients.ts'

interface Registry {
  readonly displays: Displays
  readonly groups: Groups
}

/** Whom a message is for, worked out at one moment. */
export interface Selection {
  /** As they were asked for. */
  readonly to: readonly string[]
  /** The one target whose topic all of them read; `undefined` where each display is sent to on its own. */
  readonly target: Target | undefined
  readonly displays: readonly DisplayId[]
}

interface Part {
  readonly selector: Selector
  readonly field: string
}

/**
 * The displays that selectors mean: the union of those that are meant without those that are left out; nothing but
 * exclusions is all but these. Whoever is limited never gets beyond their reach. Throws `unknown_display`, `unknown_group`
 * or `not_authorised` with the field at fault.
 */
export function select(to: TargetBody, by: By, registry: Registry): Selection {
  if (!Array.isArray(to)) {
    const target: Target = to === 'all' ? { kind: 'all' } : { kind: 'group', id: to.group }
    const displays = reachedBy(target, by, { registry, field: to === 'all' ? 'to' : 'to.group' })
    return { to: selectorsOf(to), target, displays }
  }
  const parts = to.map((text, index) => ({ selector: parse(text, `to[${index}]`), field: `to[${index}]` }))
  const target = new Set(to).size === 1 ? targetOf(parts[0]?.selector) : undefined
  // Where somebody is limited, all are those that they reach, and those have no topic of their own.
  if (target !== undefined && !(target.kind === 'all' && by.reaches !== undefined))
    return { to: selectorsOf(to), target, displays: reachedBy(target, by, { registry, field: 'to[0]' }) }
  return { to: selectorsOf(to), target: undefined, displays: unite(parts, by, registry) }
}

/** One target, as a topic or a path names it. Throws like `select`, without a field. */
export function selectTarget(target: Target, by: By, registry: Registry): Selection {
  return { to: [selectorOf(target)], target, displays: reachedBy(target, by, { registry }) }
}

function unite(parts: readonly Part[], by: By, registry: Registry): DisplayId[] {
  const meant = parts.filter(({ selector }) => !selector.isExcluded)
  const united = new Set(
    meant.length === 0
      ? everyone(by, registry)
      : meant.flatMap(({ selector, field }) => meantBy(selector, by, { registry, field })),
  )
  for (const { selector, field } of parts) {
    if (!selector.isExcluded) continue
    for (const id of meantBy(selector, by, { registry, field })) united.delete(id)
  }
  return [...united]
}

interface Place {
  readonly registry: Registry
  readonly field?: string
}

function meantBy({ what }: Selector, by: By, place: Place): readonly DisplayId[] {
  if (what.kind === 'all') return everyone(by, place.registry)
  if (what.kind !== 'size') return reachedBy(what, by, place)
  const { columns, rows } = what
  return everyone(by, place.registry, ({ about }) => about?.columns === columns && about.rows === rows)
}

type Fits = (display: NonNullable<ReturnType<Displays['get']>>) => boolean

function everyone({ reaches }: By, { displays }: Registry, fits: Fits = () => true): DisplayId[] {
  const found: DisplayId[] = []
  for (const display of displays.all()) {
    const { id } = display
    if (fits(display) && (reaches === undefined || reaches({ kind: 'display', id }))) found.push(id)
  }
  return found
}

/** What is out of reach does not exist for whoever asks. */
function reachedBy(target: Target, { reaches }: By, { registry, field }: Place): readonly DisplayId[] {
  const isHidden = reaches !== undefined && !(reaches(target) && exists(target, registry))
  const found = isHidden ? ({ ok: false, error: outOfReach(target) } as const) : recipientsOf(target, registry)
  if (found.ok) return found.displays
  throw new MarqueeError({ ...found.error, ...(field === undefined ? {} : { field }) })
}

function exists(target: Target, { displays, groups }: Registry): boolean {
  if (target.kind === 'all') return true
  return target.kind === 'group' ? groups.has(target.id) : displays.has(target.id)
}

function targetOf(selector: Selector | undefined): Target | undefined {
  return selector === undefined || selector.isExcluded || selector.what.kind === 'size' ? undefined : selector.what
}

function parse(text: string, field: string): Selector {
  const selector = parseSelector(text)
  if (selector !== undefined) return selector
  throw new MarqueeError({
    code: text.includes('group:') ? 'unknown_group' : 'unknown_display',
    field,
    message: `"${text}" cannot mean a display; write an id such as kitchen, group:floor2, size:20x4 or all, with ! before it to leave it out`,
  })
}
