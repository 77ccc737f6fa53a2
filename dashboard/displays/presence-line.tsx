import { connection } from '../hub/connection-state.ts'
import { clockTime } from '../ui/clock-time.ts'
import type { Display } from './display.ts'

const dots = { online: 'bg-success', offline: 'bg-error', unknown: 'border border-current' } as const

/** Whether a display is there. While the hub is away nobody knows, and the line says so. */
export function PresenceLine({ display }: { readonly display: Display }) {
  const known = connection.value.phase !== 'lost'
  return (
    <p class="text-muted flex items-center gap-2 text-sm">
      <PresenceDot presence={known ? display.presence : 'unknown'} />
      {presenceText(display, known, Date.now())}
    </p>
  )
}

/** Green for online, red for offline, hollow for unknown. Decoration: the text beside it says the same. */
export function PresenceDot({ presence }: { readonly presence: Display['presence'] }) {
  return <span class={`inline-block size-2.5 shrink-0 rounded-full ${dots[presence]}`} aria-hidden="true" />
}

/** "Online", "Offline since 14:02", or what was known last. */
export function presenceText(
  { presence, since }: Pick<Display, 'presence' | 'since'>,
  known: boolean,
  now: number,
): string {
  if (presence === 'unknown') return 'Not heard of yet'
  if (!known) return presence === 'online' ? 'Was online' : 'Was offline'
  if (presence === 'online') return 'Online'
  return since === undefined ? 'Offline' : `Offline since ${clockTime(since, now)}`
}
