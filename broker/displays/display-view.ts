import type { DisplayView } from '#contract/http.ts'
import type { GroupId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import { isoTime } from '../clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Display } from './displays.ts'

/** A display as somebody may see it, without its screen. */
export type ViewDisplay = (display: Display, principal: Principal | undefined) => DisplayView

interface Options {
  readonly groupsOf: (displayId: string) => readonly string[]
  readonly waitingFor: (displayId: Display['id']) => number
  /** ms since 1970. */
  readonly quietUntil: (display: Display) => number | undefined
  readonly isVirtual: (displayId: string) => boolean
  readonly credentials: Pick<Credentials, 'view'>
  readonly mayReach: (principal: Principal, target: Target) => boolean
}

export function createDisplayView({
  groupsOf,
  waitingFor,
  quietUntil,
  isVirtual,
  credentials,
  mayReach,
}: Options): ViewDisplay {
  function quietOf(display: Display): Pick<DisplayView, 'quietUntil'> {
    const until = quietUntil(display)
    return until === undefined ? {} : { quietUntil: isoTime(until) }
  }

  function credentialsOf({ id }: Display): Pick<DisplayView, 'credentials'> {
    const view = credentials.view(id)
    return view === undefined ? {} : { credentials: view }
  }

  return (display, principal) => ({
    id: display.id,
    ...(display.name === undefined ? {} : { name: display.name }),
    presence: display.presence,
    since: isoTime(display.since),
    virtual: isVirtual(display.id),
    groups: groupsOf(display.id).filter(
      (id) => principal !== undefined && mayReach(principal, { kind: 'group', id: id as GroupId }),
    ),
    waiting: waitingFor(display.id),
    ...quietOf(display),
    ...credentialsOf(display),
    ...(display.about === undefined ? {} : { about: display.about }),
  })
}
