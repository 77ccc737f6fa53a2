import { signal } from '@preact/signals'
import type { Display } from './display.ts'
import { displayName } from './display-name.ts'

export type PresenceFilter = 'all' | 'online' | 'offline'

export interface Filter {
  readonly text: string
  readonly presence: PresenceFilter
}

/** What the wall shows. */
export const filter = signal<Filter>({ text: '', presence: 'all' })

/** Whether a display is of the wanted presence and has every word in its name, id or groups. */
export function matchesFilter(display: Display, { text, presence }: Filter): boolean {
  if (presence !== 'all' && (presence === 'online') !== (display.presence === 'online')) return false
  const place = [displayName(display.id, display.name), display.id, ...display.groups].join(' ').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => place.includes(word))
}
