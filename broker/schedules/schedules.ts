import { messageDefaults } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Schedule } from '#contract/schedules.ts'
import type { Principal } from '../access/principal.ts'
import { createAlarm } from '../alarm.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { newShortId } from '../short-id.ts'
import type { Owners } from './owners.ts'
import { checkTimes, missed, nextOf } from './schedule-rules.ts'
import type { KeptSchedule, LastRun, SchedulesRepository } from './schedules-repository.ts'

interface Options {
  readonly repository: SchedulesRepository
  readonly clock: Clock
  readonly log: Log
  readonly standingOf: Owners
  /** Sends as somebody and answers the id of the message; throws `MarqueeError`. */
  readonly send: (message: AddressedMessage, principal: Principal) => string | Promise<string>
  /** Throws what `send` would throw now. */
  readonly check: (message: AddressedMessage, principal: Principal) => void
}

/** Messages that are sent later. Each run is taken in the database first, so that of several hubs one sends it. */
export interface Schedules {
  /** The next first. */
  list(): Promise<readonly KeptSchedule[]>
  /** Rejects with `not_found`. */
  get(id: string): Promise<KeptSchedule>
  /** Rejects with the field at fault, or `limit_reached`. */
  add(body: Schedule, owner: Principal): Promise<KeptSchedule>
  /** Whoever changes one becomes its owner: it never reaches further than they do. */
  change(id: string, body: Schedule, owner: Principal): Promise<KeptSchedule>
  remove(id: string): Promise<void>
  /** Sends what is due; runs by itself. Never rejects. */
  due(): Promise<void>
  close(): void
}

/** Loads the schedules; rejects if they cannot be read. */
export async function createSchedules(options: Options): Promise<Schedules> {
  const { repository, clock, log, standingOf } = options
  const alarm = createAlarm({ clock, ring: () => void due() })
  let known = await repository.load()
  let running: Promise<void> | undefined
  waitForNext()

  function waitForNext(): void {
    // Another hub may have added one that is due sooner.
    const refresh = repository.isShared ? [clock.now() + limits.refreshSchedulesIntervalMs] : []
    const times = [...refresh, ...known.flatMap(({ next }) => next ?? [])]
    alarm.set(times.length === 0 ? undefined : Math.min(...times))
  }

  async function reload(): Promise<void> {
    known = await repository.load()
    waitForNext()
  }

  function due(): Promise<void> {
    running ??= runDue().finally(() => {
      running = undefined
    })
    return running
  }

  async function runDue(): Promise<void> {
    try {
      known = await repository.load()
      for (const schedule of known) {
        if (schedule.next !== undefined && schedule.next <= clock.now()) await run(schedule, schedule.next)
      }
      await reload()
    } catch (error) {
      log.error({ reason: (error as Error).message }, 'schedules could not be looked at; tried again')
      alarm.set(clock.now() + limits.alarmCheckMs)
    }
  }

  async function run(schedule: KeptSchedule, due: number): Promise<void> {
    const now = clock.now()
    const late = missed(schedule, due, now)
    const next = nextOf(schedule.body, now)
    // What stays if the hub ends before it is sent: better never than twice.
    const last: LastRun = { at: due, fault: late ?? 'the hub ended while this was sent' }
    const claimed = await repository.claim(schedule.id, due, { next, last })
    if (claimed === undefined) return
    if (late !== undefined) return log.warn({ schedule: schedule.id, reason: late }, 'scheduled message missed')
    await repository.finish(schedule.id, await send(claimed, due))
  }

  async function send({ id, body, owner }: KeptSchedule, due: number): Promise<LastRun> {
    try {
      const standing = await standingOf(owner)
      if ('fault' in standing) return { at: due, fault: standing.fault }
      // A message that comes late is not shown longer than it would have been.
      const left = (body.message.ttlMs ?? messageDefaults.ttlMs) - Math.max(0, clock.now() - due)
      const message = { ...body.message, ttlMs: Math.max(1, left), to: body.to }
      return { at: due, messageId: await options.send(message, standing.principal) }
    } catch (error) {
      if (!(error instanceof MarqueeError)) log.error({ err: error, schedule: id }, 'a scheduled message was not sent')
      const reason = error instanceof MarqueeError ? error.message : 'the hub failed to send this; its log says why'
      return { at: due, fault: reason }
    }
  }

  function check(body: Schedule, owner: Principal, before?: Schedule): void {
    checkTimes(body, { now: clock.now(), before })
    options.check({ ...body.message, to: body.to }, owner)
  }

  async function find(id: string): Promise<KeptSchedule> {
    const found = (await repository.load()).find((schedule) => schedule.id === id)
    if (found !== undefined) return found
    throw new MarqueeError({ code: 'not_found', message: `there is no schedule ${id}` })
  }

  async function makeRoom(): Promise<void> {
    known = await repository.load()
    if (known.length < limits.maxSchedules) return
    const over = known
      .filter(({ body, next }) => body.at !== undefined && next === undefined && Date.parse(body.at) <= clock.now())
      .sort((a, b) => a.createdAt - b.createdAt)
    if (over[0] !== undefined) return void (await repository.remove(over[0].id))
    throw new MarqueeError({
      code: 'limit_reached',
      message: `there are ${limits.maxSchedules} schedules already; delete one first`,
    })
  }

  return {
    list: async () => [...(await repository.load())].sort(byNext),
    get: find,
    async add(body, owner) {
      check(body, owner)
      await makeRoom()
      const now = clock.now()
      const made = {
        id: newShortId(),
        body,
        owner: ownerOf(owner),
        next: nextOf(body, now),
        last: undefined,
        createdAt: now,
      }
      await repository.put(made)
      await reload()
      return made
    },
    async change(id, body, owner) {
      const before = await find(id)
      check(body, owner, before.body)
      const changed = { ...before, body, owner: ownerOf(owner), next: nextOf(body, clock.now()) }
      await repository.put(changed)
      await reload()
      return changed
    },
    async remove(id) {
      if (!(await repository.remove(id))) await find(id)
      await reload()
    },
    due,
    close: () => alarm.close(),
  }
}

function ownerOf({ kind, id, name }: Principal): KeptSchedule['owner'] {
  return { kind, id, name }
}

function byNext(a: KeptSchedule, b: KeptSchedule): number {
  const [one, other] = [a.next ?? Number.POSITIVE_INFINITY, b.next ?? Number.POSITIVE_INFINITY]
  return one === other ? a.createdAt - b.createdAt : one - other
}
