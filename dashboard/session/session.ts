import { computed, signal } from '@preact/signals'
import type { Role, SessionView } from '#contract/people.ts'
import type { HubEvent } from '../hub/worker-messages.ts'
import { store } from '../ui/stored.ts'

/** Who uses this page, as the hub says it; `undefined` until it has. */
export const session = signal<SessionView | undefined>(undefined)

/** Whose log-in ended while the page was in use. What they typed stays on the page until somebody else comes. */
export const endedFor = signal<string | undefined>(undefined)

const ranks: Readonly<Record<string, number>> = { viewer: 1, operator: 2, administrator: 3 }

/** Whether whoever uses this page has at least this role. */
export function may(role: Role): boolean {
  return (ranks[session.value?.principal?.role ?? ''] ?? 0) >= (ranks[role] ?? 0)
}

/** Whether whoever uses this page administers the whole hub, not only some displays. */
export const administersHub = computed(() => may('administrator') && !isLimited.value)

/** What whoever uses this page is called where others see it. */
export const ownName = computed(() => session.value?.principal?.name ?? '')

/** Where this browser keeps what is half written in the room. */
export const roomDraftKey = 'marquee-room-draft'

/** Whether whoever uses this page is limited to some displays and groups. */
export const isLimited = computed(() => session.value?.principal?.reach !== undefined)

let isLeaving = false

/** Takes over an event of the hub. */
export function sessionEvent(event: HubEvent): void {
  if (event.type !== 'session' || isLeaving) return
  const before = endedFor.value ?? ownerOf(session.value)
  const wasIn = session.value !== undefined && session.value.principal !== null
  session.value = event.session
  if (event.session.principal === null) {
    if (wasIn) endedFor.value = before
    return
  }
  endedFor.value = undefined
  if (before !== '' && before !== ownerOf(event.session)) leavePage()
}

/** Empty for nobody in particular. */
function ownerOf(view: SessionView | undefined): string {
  return view?.user?.id ?? ''
}

/** From now on the end of the log-in is meant. */
export function willLeave(isMeant: boolean): void {
  isLeaving = isMeant
}

/** Forgets what this browser keeps of somebody, and begins anew: nothing of theirs stays on the page. */
export function leavePage(): void {
  isLeaving = true
  for (const key of ['marquee-draft', 'marquee-sent', roomDraftKey]) store(key, undefined)
  location.assign('/')
}
