import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import { type Priority, priorities } from '#contract/message.ts'
import type { QuietHours } from '#contract/quiet-hours.ts'
import { createAlarm } from '../alarm.ts'
import type { Clock } from '../clock.ts'
import type { Display, Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import { limits } from '../limits.ts'
import { matcherOf } from '../messages/matches.ts'
import { newShortId } from '../short-id.ts'
import { openTimeZone, ownTimeZone } from '../time-zone.ts'
import type { QuietDisplays } from './quiet-displays.ts'
import type { KeptQuietHours, QuietHoursRepository } from './quiet-hours-repository.ts'
import { type QuietState, quietState } from './quiet-times.ts'

interface Options {
  readonly repository: QuietHoursRepository
  readonly quiet: QuietDisplays
  readonly displays: Displays
  readonly groups: Groups
  readonly clock: Clock
  /** Runs a change between two publishes. */
  readonly settle: (job: () => void) => void
  /** What somebody may receive has changed. */
  readonly rightsChanged: () => void
  /** A display is shown more than before. */
  readonly released: (display: DisplayId) => void
  /** Throws if the rule means a display or a group that does not exist. */
  readonly check: (rule: QuietHours) => void
}

export interface QuietRule extends KeptQuietHours {
  readonly state: QuietState
}

/** Says at every moment which displays are left in peace. Changes of rules, groups, displays and the time count at once. */
export interface QuietRules {
  list(): readonly QuietRule[]
  /** Resolves when it is kept and counts; rejects with the field at fault, or `limit_reached`. */
  add(body: QuietHours): Promise<QuietRule>
  /** Rejects with `not_found`. */
  change(id: string, body: QuietHours): Promise<QuietRule>
  remove(id: string): Promise<void>
  /** Until when a display is left in peace, ms since 1970; `undefined` if it is not, or for ever. */
  quietUntil(display: Display): number | undefined
  /** Whether the backlight of a display is to be off now. */
  isDark(display: Display): boolean
  /** Something may have changed for some displays. */
  onChanged(listener: (displays: readonly Display[]) => void): void
  close(): void
}

interface ActiveRule {
  readonly level: Priority
  readonly isDark: boolean
  readonly until: number | undefined
  readonly means: (display: Display) => boolean
}

/** Loads the rules; rejects if they cannot be read. */
export async function createQuietHours(options: Options): Promise<QuietRules> {
  const { repository, quiet, displays, groups, clock, settle } = options
  const alarm = createAlarm({ clock, ring: refresh })
  let rules = await load()
  const listeners: ((displays: readonly Display[]) => void)[] = []
  let views: readonly QuietRule[] = []
  let active: readonly ActiveRule[] = []
  refresh()
  groups.onJoined((id) => reconsider(id))
  groups.onLeft((id) => reconsider(id))
  displays.onChanged((id) => reconsider(id))
  repository.onChangedElsewhere(async () => {
    rules = await load()
    refresh()
  })
  // Before it was online, nobody knew what its client speaks for.
  displays.onOnline(({ id, clientId }) => clientId !== id && quiet.isQuiet(id) && options.rightsChanged())

  async function load(): Promise<Map<string, KeptQuietHours>> {
    return new Map((await repository.load()).map((rule) => [rule.id, rule]))
  }

  /** The time, or a rule, has changed. */
  function refresh(): void {
    const now = clock.now()
    views = [...rules.values()].map((rule) => ({ ...rule, state: stateOf(rule.body, now) }))
    const times = views.flatMap(({ state }) => state.next ?? [])
    alarm.set(times.length === 0 ? undefined : Math.max(now + 1, Math.min(...times)))
    active = views.filter(({ state }) => state.isActive).map(activeRule)
    settle(() => apply([...displays.all()]))
  }

  function activeRule({ body, state }: QuietRule): ActiveRule {
    const { allow = 'critical', backlight } = body
    return { level: allow, isDark: backlight === 'off', until: state.next, means: matcherOf(body.to, groups.groupsOf) }
  }

  function reconsider(id: string): void {
    if (active.length === 0 && !quiet.isQuiet(id as DisplayId)) return
    settle(() => {
      const display = displays.get(id)
      if (display === undefined) quiet.set(id as DisplayId, undefined)
      else apply([display])
    })
  }

  function apply(some: readonly Display[]): void {
    const released: DisplayId[] = []
    let isChanged = false
    for (const display of some) {
      const level = levelOf(display)
      const before = quiet.set(display.id, level)
      if (before === level) continue
      isChanged = true
      if (rank(level) < rank(before)) released.push(display.id)
    }
    if (isChanged) options.rightsChanged()
    for (const id of released) options.released(id)
    for (const listener of listeners) listener(some)
  }

  /** The strictest of all rules that mean it; one that lets everything through is none. */
  function levelOf(display: Display): Priority | undefined {
    let highest = 0
    for (const { level, means } of active) if (rank(level) > highest && means(display)) highest = rank(level)
    return highest === 0 ? undefined : priorities[highest]
  }

  async function put(rule: KeptQuietHours): Promise<QuietRule> {
    checkZone(rule.body)
    options.check(rule.body)
    await repository.put(rule)
    rules.set(rule.id, rule)
    refresh()
    return views.find(({ id }) => id === rule.id) ?? { ...rule, state: stateOf(rule.body, clock.now()) }
  }

  function find(id: string): KeptQuietHours {
    const rule = rules.get(id)
    if (rule !== undefined) return rule
    throw new MarqueeError({ code: 'not_found', message: `there are no quiet hours ${id}` })
  }

  return {
    list: () => views,
    async add(body) {
      if (rules.size >= limits.maxQuietHours)
        throw new MarqueeError({
          code: 'limit_reached',
          message: `there are ${limits.maxQuietHours} rules of quiet hours already; delete one first`,
        })
      return put({ id: newShortId(), body, createdAt: clock.now() })
    },
    change: async (id, body) => put({ ...find(id), body }),
    async remove(id) {
      find(id)
      await repository.remove(id)
      rules.delete(id)
      refresh()
    },
    quietUntil(display) {
      if (!quiet.isQuiet(display.id)) return undefined
      const ends = active.filter(({ level, means }) => rank(level) > 0 && means(display)).map(({ until }) => until)
      return ends.includes(undefined) ? undefined : Math.max(...ends.map(Number))
    },
    isDark: (display) => active.some(({ isDark, means }) => isDark && means(display)),
    onChanged: (listener) => void listeners.push(listener),
    close: () => alarm.close(),
  }
}

function rank(level: Priority | undefined): number {
  return level === undefined ? 0 : priorities.indexOf(level)
}

function stateOf(rule: QuietHours, now: number): QuietState {
  const zone = openTimeZone(rule.timeZone ?? ownTimeZone())
  return zone === undefined ? { isActive: false, next: undefined } : quietState(rule, zone, now)
}

function checkZone({ timeZone }: QuietHours): void {
  if (openTimeZone(timeZone ?? ownTimeZone()) !== undefined) return
  throw new MarqueeError({
    code: 'invalid_value',
    field: 'timeZone',
    message: `"${timeZone}" is no time zone; write one as Europe/Berlin or UTC`,
  })
}
