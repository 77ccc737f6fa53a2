import type { IconName } from './ui/icon.tsx'

/** A place to go. */
export interface View {
  readonly path: string
  readonly name: string
  readonly icon: IconName
  /** Goes there. */
  readonly key: string
  /** Stands in the menu where there is no room for all. */
  readonly isMore?: true
  /** The other paths of the same place. */
  readonly also?: readonly string[]
}

export const views: readonly View[] = [
  { path: '/', name: 'Displays', icon: 'displays', key: 'd' },
  { path: '/messages', name: 'Messages', icon: 'messages', key: 'm' },
  { path: '/room', name: 'Room', icon: 'room', key: 'r' },
  { path: '/groups', name: 'Groups', icon: 'groups', key: 'g', isMore: true },
  { path: '/pages', name: 'Pages', icon: 'pages', key: 'p', isMore: true, also: ['/playlists'] },
  { path: '/schedules', name: 'Schedules', icon: 'clock', key: 's', isMore: true, also: ['/quiet-hours'] },
]

/** What each key does that goes to a view. */
export function viewKeys(go: (path: string) => void): Readonly<Record<string, () => void>> {
  return Object.fromEntries(views.map(({ key, path }) => [key, () => go(path)]))
}
