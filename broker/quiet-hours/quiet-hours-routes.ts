import type { QuietHours, QuietHoursView } from '#contract/quiet-hours.ts'
import { parseSelector, selectorsOf } from '#contract/selectors.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import type { Audit } from '../audit/audit.ts'
import { isoTime } from '../clock.ts'
import type { Handlers } from '../http/handler.ts'
import type { QuietRule, QuietRules } from './quiet-hours.ts'

interface Options {
  readonly rules: QuietRules
  readonly audit: Pick<Audit, 'record'>
  readonly mayReach: Rights['mayReach']
}

/** `/api/quiet-hours`. */
export function quietHoursRoutes({ rules, audit, mayReach }: Options): Handlers {
  /** Whoever is limited sees no names beyond their reach. */
  function concerns(principal: Principal, { body }: QuietRule): boolean {
    return selectorsOf(body.to).every((text) => {
      const what = parseSelector(text)?.what
      return what === undefined || what.kind === 'all' || what.kind === 'size' || mayReach(principal, what)
    })
  }

  return {
    listQuietHours({ caller: { principal } }) {
      const found = rules.list().filter((rule) => principal !== undefined && concerns(principal, rule))
      return { status: 200, body: { rules: found.map(viewOf) } }
    },
    async addQuietHours({ body, caller: { principal } }) {
      const added = await rules.add(body as QuietHours)
      audit.record({ actor: principal?.name ?? '', action: 'quiet-hours.added', subject: added.id })
      return { status: 201, body: viewOf(added) }
    },
    putQuietHours: async ({ params, body }) => ({
      status: 200,
      body: viewOf(await rules.change(params['id'] ?? '', body as QuietHours)),
    }),
    async deleteQuietHours({ params }) {
      await rules.remove(params['id'] ?? '')
      return { status: 204 }
    },
  }
}

function viewOf({ id, body, state }: QuietRule): QuietHoursView {
  return { id, ...body, active: state.isActive, ...(state.next === undefined ? {} : { next: isoTime(state.next) }) }
}
