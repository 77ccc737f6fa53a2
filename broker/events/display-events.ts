import type { DisplayView } from '#contract/http.ts'
import type { Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import type { Display, Displays } from '../displays/displays.ts'
import type { Groups } from '../groups/groups.ts'
import type { Events } from './events.ts'

interface Options {
  readonly events: Events
  readonly displays: Displays
  readonly groups: Groups
  readonly view: (display: Display, principal: Principal) => DisplayView
  readonly mayReach: (principal: Principal, target: Target) => boolean
}

/** Tells of each display whose presence or groups have changed, once for all changes of one turn. */
export function tellOfDisplays({ events, displays, groups, view, mayReach }: Options): void {
  let changed = new Set<string>()

  function tell(): void {
    const ids = changed
    changed = new Set()
    for (const id of ids) {
      const display = displays.get(id)
      if (display === undefined) continue
      events.publish({
        type: 'display',
        dataFor: (principal) =>
          mayReach(principal, { kind: 'display', id: display.id })
            ? JSON.stringify(view(display, principal))
            : undefined,
      })
    }
  }

  function note(id: string): void {
    if (!events.isFollowed) return
    // Groups tell who leaves before that counts.
    if (changed.size === 0) queueMicrotask(tell)
    changed.add(id)
  }

  displays.onOnline(({ id }) => note(id))
  displays.onOffline(({ id }) => note(id))
  groups.onJoined(note)
  groups.onLeft(note)
}
