import type { ChangeDisplay } from '#contract/boards.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Principal } from '../access/principal.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import type { ViewDisplay } from './display-view.ts'
import type { Display, Displays } from './displays.ts'

/** `virtual-2` before `virtual-10`. */
const collator = new Intl.Collator('en', { numeric: true })
const byId = (a: Display, b: Display) => collator.compare(a.id, b.id)

interface Options {
  readonly displays: Displays
  readonly view: ViewDisplay
  /** Resolves when the list of displays is kept; rejects with `unavailable`. */
  readonly saved: () => Promise<void>
  readonly credentials: Pick<Credentials, 'view' | 'setEnabled' | 'forget'>
  readonly untilOffline: (display: Display) => Promise<void>
  /** The error for an id that no display has. */
  readonly unknown: (displayId: string) => ConstructorParameters<typeof MarqueeError>[0]
  readonly mayReach: (principal: Principal, target: Target) => boolean
}

/** `GET /api/displays`, and `GET`, `PUT` and `DELETE /api/displays/:id`. */
export function displaysRoutes(options: Options): Handlers {
  const { displays, view, saved, credentials, untilOffline, unknown, mayReach } = options
  const reaches = ({ principal }: Caller, target: Target) => principal !== undefined && mayReach(principal, target)
  const summary = (display: Display, { principal }: Caller) => view(display, principal)

  function find(id = '', { principal }: Caller): Display {
    const display = displays.get(id)
    if (display !== undefined) return display
    // The sentence of the others names what there is.
    throw new MarqueeError(
      principal?.reach === undefined ? unknown(id) : outOfReach({ kind: 'display', id: id as DisplayId }),
    )
  }
  return {
    listDisplays({ caller }) {
      const reached = [...displays.all()].filter(({ id }) => reaches(caller, { kind: 'display', id }))
      return { status: 200, body: { displays: reached.sort(byId).map((display) => summary(display, caller)) } }
    },
    getDisplay({ params, caller }) {
      const display = find(params['id'], caller)
      return {
        status: 200,
        body: { ...summary(display, caller), ...(display.screen === undefined ? {} : { screen: display.screen }) },
      }
    },
    async changeDisplay({ params, body, caller }) {
      const display = find(params['id'], caller)
      const { name, enabled } = body as ChangeDisplay
      if (name !== undefined) displays.rename(display.id, name ?? undefined)
      if (enabled !== undefined) await credentials.setEnabled(display.id, enabled)
      await saved()
      return { status: 200, body: summary(display, caller) }
    },
    async forgetDisplay({ params, caller }) {
      const display = find(params['id'], caller)
      const { id } = display
      if (display.presence === 'online' && credentials.view(id) === undefined)
        throw new MarqueeError({
          code: 'conflict',
          message: `${id} is online; a display without credentials can be forgotten when it is offline`,
        })
      credentials.forget(id)
      // Its will would make it known again.
      await untilOffline(display)
      displays.forget(id)
      await saved()
      return { status: 204 }
    },
  }
}
