import type { About, Presence, Screen } from '#contract/display.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'

/** What the hub knows of one display. */
export interface Display {
  readonly id: DisplayId
  /** What people call it, if that is not the id. */
  name: string | undefined
  presence: Presence
  /** When it came online or went offline, ms since 1970. */
  since: number
  /** The MQTT client that last said it is online. */
  clientId: string | undefined
  about: About | undefined
  screen: Screen | undefined
}

type Listener = (display: Display) => void

/** The displays that have ever said `status` or `about`, bounded by `limit`. */
export interface Displays {
  get(id: string): Display | undefined
  has(id: string): boolean
  all(): Iterable<Display>
  readonly size: number
  readonly presence: Readonly<Record<Presence, number>>
  /** Records presence; false when the limit is reached and the display is new. */
  setPresence(id: DisplayId, presence: Presence, clientId: string): boolean
  describe(id: DisplayId, about: About | undefined): boolean
  show(id: DisplayId, screen: Screen | undefined): void
  /** Makes a display known that has not connected yet; false when the limit is reached. */
  expect(id: DisplayId): boolean
  /** Gives a known display a name, or takes it away. */
  rename(id: DisplayId, name: string | undefined): void
  forget(id: string): void
  /** The displays that a client has last said are online. */
  ofClient(clientId: string): Iterable<Display>
  /** Marks every display of a client offline and answers them. */
  clientGone(clientId: string): Display[]
  /** A display came online, or came back on another connection. Saying `online` again on the same one is no news. */
  onOnline(listener: Listener): void
  onOffline(listener: Listener): void
  onForgotten(listener: Listener): void
  /** Something of a display that is worth keeping has changed, or it was forgotten. */
  onChanged(listener: (id: DisplayId) => void): void
  /** Makes a display known that was known before the hub started. */
  restore(kept: Pick<Display, 'id' | 'name' | 'about'> & { readonly offlineSince: number }): void
}

export function createDisplays({ clock, limit }: { clock: Clock; limit: number }): Displays {
  const displays = new Map<string, Display>()
  const byClient = new Map<string, Set<Display>>()
  const listeners = { online: [] as Listener[], offline: [] as Listener[], forgotten: [] as Listener[] }
  const changeListeners: ((id: DisplayId) => void)[] = []

  function changed({ id }: Display) {
    for (const listener of changeListeners) listener(id)
  }

  function find(id: DisplayId): Display | undefined {
    const known = displays.get(id)
    if (known !== undefined || displays.size >= limit) return known
    const display: Display = {
      id,
      name: undefined,
      presence: 'offline',
      since: clock.now(),
      clientId: undefined,
      about: undefined,
      screen: undefined,
    }
    displays.set(id, display)
    return display
  }

  function bind(display: Display, clientId: string | undefined) {
    if (display.clientId !== undefined) {
      const others = byClient.get(display.clientId)
      others?.delete(display)
      if (others?.size === 0) byClient.delete(display.clientId)
    }
    display.clientId = clientId
    if (clientId === undefined) return
    const owned = byClient.get(clientId) ?? new Set()
    byClient.set(clientId, owned.add(display))
  }

  function setOffline(display: Display) {
    bind(display, undefined)
    if (display.presence === 'offline') return
    display.presence = 'offline'
    display.since = clock.now()
    changed(display)
    for (const listener of listeners.offline) listener(display)
  }

  return {
    get: (id) => displays.get(id),
    has: (id) => displays.has(id),
    all: () => displays.values(),
    get size() {
      return displays.size
    },
    get presence() {
      const count = { online: 0, offline: 0 }
      for (const display of displays.values()) count[display.presence]++
      return count
    },
    setPresence(id, presence, clientId) {
      const display = find(id)
      if (display === undefined) return false
      if (presence === 'offline') {
        setOffline(display)
        return true
      }
      const isNews = display.presence !== 'online' || display.clientId !== clientId
      if (display.presence !== 'online') display.since = clock.now()
      display.presence = 'online'
      bind(display, clientId)
      if (!isNews) return true
      changed(display)
      for (const listener of listeners.online) listener(display)
      return true
    },
    describe(id, about) {
      const display = find(id)
      if (display === undefined) return false
      display.about = about
      changed(display)
      return true
    },
    show(id, screen) {
      const display = displays.get(id)
      if (display !== undefined) display.screen = screen
    },
    expect(id) {
      const display = find(id)
      if (display !== undefined) changed(display)
      return display !== undefined
    },
    rename(id, name) {
      const display = displays.get(id)
      if (display === undefined) return
      display.name = name
      changed(display)
    },
    forget(id) {
      const display = displays.get(id)
      if (display === undefined) return
      bind(display, undefined)
      displays.delete(id)
      changed(display)
      for (const listener of listeners.forgotten) listener(display)
    },
    ofClient: (clientId) => byClient.get(clientId) ?? [],
    clientGone(clientId) {
      const gone = [...(byClient.get(clientId) ?? [])]
      for (const display of gone) setOffline(display)
      return gone
    },
    onOnline: (listener) => void listeners.online.push(listener),
    onOffline: (listener) => void listeners.offline.push(listener),
    onForgotten: (listener) => void listeners.forgotten.push(listener),
    onChanged: (listener) => void changeListeners.push(listener),
    restore({ id, name, offlineSince, about }) {
      const display = find(id)
      if (display !== undefined) Object.assign(display, { name, since: offlineSince, about })
    },
  }
}
