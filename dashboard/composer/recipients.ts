import type { Priority } from '#contract/message.ts'
import type { Display } from '../displays/display.ts'
import { displayName } from '../displays/display-name.ts'
import { displaySize, type LcdSize } from '../displays/display-size.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { listed } from '../displays/target-text.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import { clockTime } from '../ui/clock-time.ts'

/** "Kitchen, Hall and 3 more" */
export function namesOf(displays: readonly Display[], limit = 3): string {
  return listed(
    displays.map((display) => displayName(display.id, display.name)),
    limit,
  )
}

interface Sending {
  readonly to: Recipients
  readonly displays: readonly Display[]
  readonly priority?: Priority | undefined
  readonly now: number
}

/** What the send button says, and what happens to displays that are not there or are left in peace. */
export function sendLabel({ to, displays, priority, now }: Sending): {
  readonly action: string
  readonly note: string
} {
  const chosen = chosenDisplays(to, displays)
  const [only] = chosen
  if (only === undefined) return nobody(to)
  const isOne = chosen.length === 1 && to !== 'all'
  const action = isOne
    ? `Send to ${displayName(only.id, only.name)}`
    : `Send to ${to === 'all' ? 'everyone' : chosen.length}`
  const offline = chosen.filter((display) => display.presence === 'offline').length
  const notes = [
    offline === 0 ? '' : `${chosen.length === 1 ? 'Offline' : `${offline} offline`}, will be queued`,
    quietNote(priority === 'critical' ? [] : chosen, now),
  ]
  return { action, note: notes.filter((note) => note !== '').join(' · ') }
}

function nobody(to: Recipients): ReturnType<typeof sendLabel> {
  if (to === 'all') return { action: 'Send to everyone', note: 'No displays yet' }
  return { action: 'Send', note: to.length === 0 ? 'Choose a display' : 'No display is meant by this' }
}

/** "1 is quiet until 07:00", by the one that is quiet for the longest. */
function quietNote(chosen: readonly Display[], now: number): string {
  const ends = chosen.flatMap(({ quietUntil }) => (quietUntil === undefined ? [] : [Date.parse(quietUntil)]))
  const quiet = ends.filter((end) => end > now)
  if (quiet.length === 0) return ''
  const until = `until ${clockTime(Math.max(...quiet), now)}`
  if (chosen.length === 1) return `Quiet ${until}`
  return quiet.length === 1 ? `1 is quiet ${until}` : `${quiet.length} are quiet ${until}`
}

export interface SizeInUse extends LcdSize {
  readonly key: string
  readonly displays: readonly Display[]
}

/** Each size and character ROM among the displays, the most frequent one first. */
export function sizesInUse(displays: readonly Display[]): readonly SizeInUse[] {
  const sizes = new Map<string, LcdSize & { key: string; displays: Display[] }>()
  for (const display of displays) {
    const size = displaySize(display)
    const key = `${size.columns}×${size.rows} ${size.rom}`
    const known = sizes.get(key)
    if (known === undefined) sizes.set(key, { ...size, key, displays: [display] })
    else known.displays.push(display)
  }
  return [...sizes.values()].sort((a, b) => b.displays.length - a.displays.length)
}
