import { MarqueeError } from '#contract/errors.ts'
import type { TargetBody } from '#contract/message.ts'
import type { Schedule, ScheduleView } from '#contract/schedules.ts'
import { parseSelector, selectorsOf } from '#contract/selectors.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { Audit } from '../audit/audit.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import { cronOf, zoneOf } from './schedule-rules.ts'
import type { Schedules } from './schedules.ts'
import type { KeptSchedule } from './schedules-repository.ts'

interface Options {
  readonly schedules: Schedules
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
  readonly mayReach: Rights['mayReach']
}

const previewed = 5

/** `/api/schedules`. */
export function schedulesRoutes({ schedules, clock, audit, mayReach }: Options): Handlers {
  /** Those of somebody, and those to displays and groups within their reach. */
  function concerns(principal: Principal, { owner, body }: KeptSchedule): boolean {
    if (principal.reach === undefined) return true
    return (owner.kind === principal.kind && owner.id === principal.id) || isWithinReach(principal, body.to)
  }

  function isWithinReach(principal: Principal, to: TargetBody): boolean {
    const meant = selectorsOf(to).map(parseSelector)
    return (
      meant.every((selector) => {
        if (selector === undefined || selector.what.kind === 'size') return false
        return selector.isExcluded || mayReach(principal, selector.what)
      }) && meant.some((selector) => selector?.isExcluded === false)
    )
  }

  async function find(id: string | undefined, caller: Caller): Promise<KeptSchedule> {
    const found = await schedules.get(id ?? '')
    if (concerns(principalOf(caller), found)) return found
    throw new MarqueeError({ code: 'not_found', message: `there is no schedule ${id}` })
  }

  return {
    async listSchedules({ caller }) {
      const found = (await schedules.list()).filter((schedule) => concerns(principalOf(caller), schedule))
      return { status: 200, body: { schedules: found.map(viewOf) } }
    },
    async addSchedule({ body, caller }) {
      const owner = principalOf(caller)
      const added = await schedules.add(body as Schedule, owner)
      audit.record({ actor: owner.name, action: 'schedule.added', subject: added.id })
      return { status: 201, body: viewOf(added) }
    },
    async putSchedule({ params, body, caller }) {
      const { id } = await find(params['id'], caller)
      return { status: 200, body: viewOf(await schedules.change(id, body as Schedule, principalOf(caller))) }
    },
    async deleteSchedule({ params, caller }) {
      const { id } = await find(params['id'], caller)
      await schedules.remove(id)
      return { status: 204 }
    },
    previewCron({ body }) {
      const asked = body as { cron: string; timeZone?: string }
      const times = cronOf(asked)
      const next: string[] = []
      for (let at = times.after(clock.now()); at !== undefined && next.length < previewed; at = times.after(at))
        next.push(isoTime(at))
      return { status: 200, body: { next, timeZone: zoneOf(asked.timeZone).name } }
    },
  }
}

/** The gate lets nobody in who is nobody. */
function principalOf({ principal }: Caller): Principal {
  if (principal !== undefined) return principal
  throw new MarqueeError({ code: 'not_authenticated', message: 'log in, or send an API token' })
}

function viewOf({ id, body, owner, next, last }: KeptSchedule): ScheduleView {
  return {
    id,
    ...body,
    owner: owner.name,
    ...(next === undefined ? {} : { next: isoTime(next) }),
    ...(last === undefined ? {} : { last: { ...last, at: isoTime(last.at) } as NonNullable<ScheduleView['last']> }),
  }
}
