import { MarqueeError } from '#contract/errors.ts'
import type { DisplayView } from '#contract/http.ts'
import type { DisplayId, GroupId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Principal } from '../access/principal.ts'
import { isoTime } from '../clock.ts'
import type { Caller, Handlers } from '../http/handler.ts'
import type { Display, Displays } from './displays.ts'

/** `virtual-2` before `virtual-10`. */
const collator = new Intl.Collator('en', { numeric: true })
const byId = (a: Display, b: Display) => collator.compare(a.id, b.id)

interface Options {
  readonly displays: Displays
  readonly groupsOf: (displayId: string) => readonly string[]
  readonly waitingFor: (displayId: Display['id']) => number
  readonly isVirtual: (displayId: string) => boolean
  /** Resolves when the list of displays is kept; rejects with `unavailable`. */
  readonly saved: () => Promise<void>
  /** The error for an id that no display has. */
  readonly unknown: (displayId: string) => ConstructorParameters<typeof MarqueeError>[0]
  readonly mayReach: (principal: Principal, target: Target) => boolean
}

/** `GET /api/displays`, `GET /api/displays/:id`, `DELETE /api/displays/:id`. */
export function displaysRoutes(options: Options): Handlers {
  const { displays, groupsOf, waitingFor, isVirtual, saved, unknown, mayReach } = options
  const reaches = ({ principal }: Caller, target: Target) => principal !== undefined && mayReach(principal, target)
  const summary = (display: Display, caller: Caller): DisplayView => ({
    id: display.id,
    presence: display.presence,
    since: isoTime(display.since),
    virtual: isVirtual(display.id),
    groups: groupsOf(display.id).filter((id) => reaches(caller, { kind: 'group', id: id as GroupId })),
    waiting: waitingFor(display.id),
    ...(display.about === undefined ? {} : { about: display.about }),
  })

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
    async forgetDisplay({ params, caller }) {
      const { id, presence } = find(params['id'], caller)
      if (presence === 'online')
        throw new MarqueeError({
          code: 'conflict',
          message: `${id} is online; a display can be forgotten when it is offline`,
        })
      displays.forget(id)
      await saved()
      return { status: 204 }
    },
  }
}
