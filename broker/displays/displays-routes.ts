import { MarqueeError } from '#contract/errors.ts'
import type { DisplayView } from '#contract/http.ts'
import { isoTime } from '../clock.ts'
import type { Handlers } from '../http/handler.ts'
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
}

/** `GET /api/displays`, `GET /api/displays/:id`, `DELETE /api/displays/:id`. */
export function displaysRoutes({ displays, groupsOf, waitingFor, isVirtual, saved, unknown }: Options): Handlers {
  const summary = (display: Display): DisplayView => ({
    id: display.id,
    presence: display.presence,
    since: isoTime(display.since),
    virtual: isVirtual(display.id),
    groups: [...groupsOf(display.id)],
    waiting: waitingFor(display.id),
    ...(display.about === undefined ? {} : { about: display.about }),
  })

  function find(id = ''): Display {
    const display = displays.get(id)
    if (display === undefined) throw new MarqueeError(unknown(id))
    return display
  }

  return {
    listDisplays: () => ({ status: 200, body: { displays: [...displays.all()].sort(byId).map(summary) } }),
    getDisplay({ params }) {
      const display = find(params['id'])
      return {
        status: 200,
        body: { ...summary(display), ...(display.screen === undefined ? {} : { screen: display.screen }) },
      }
    },
    async forgetDisplay({ params }) {
      const { id, presence } = find(params['id'])
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
