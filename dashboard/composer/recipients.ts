import type { Display } from '../displays/display.ts'
import { displayName } from '../displays/display-name.ts'
import { displaySize, type LcdSize } from '../displays/display-size.ts'
import type { Recipients } from '../hub/worker-messages.ts'

/** The displays that a choice of recipients means now. */
export function chosenDisplays(to: Recipients, displays: readonly Display[]): readonly Display[] {
  return to === 'all' ? displays : displays.filter((display) => to.includes(display.id))
}

/** "Kitchen, Hall and 3 more" */
export function namesOf(displays: readonly Display[], limit = 3): string {
  const names = displays.slice(0, limit).map((display) => displayName(display.id, display.name))
  const more = displays.length - names.length
  if (more > 0) return `${names.join(', ')} and ${more} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What the send button says, and what happens to displays that are not there. */
export function sendLabel(
  to: Recipients,
  displays: readonly Display[],
): { readonly action: string; readonly note: string } {
  const chosen = chosenDisplays(to, displays)
  const offline = chosen.filter((display) => display.presence === 'offline').length
  const [only] = chosen
  if (only === undefined)
    return {
      action: to === 'all' ? 'Send to everyone' : 'Send',
      note: to === 'all' ? 'No displays yet' : 'Choose a display',
    }
  const action =
    chosen.length === 1 && to !== 'all'
      ? `Send to ${displayName(only.id, only.name)}`
      : `Send to ${to === 'all' ? 'everyone' : chosen.length}`
  if (offline === 0) return { action, note: '' }
  return { action, note: chosen.length === 1 ? 'Offline, will be queued' : `${offline} offline, will be queued` }
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
