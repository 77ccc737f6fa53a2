import { limits } from '../../limits.ts'
import type { MqttServer } from '../../mqtt/mqtt-server.ts'
import { parseNumber } from './numbers.ts'
import { readPath } from './path.ts'
import type { Placeholder } from './template.ts'

/** What was last published on a topic that somebody uses. */
export interface LiveValue {
  readonly text: string
  /** When it came, ms since 1970; `undefined` if it was retained before. */
  readonly at: number | undefined
  /** Too large to be shown. */
  readonly isTooLarge: boolean
}

/**
 * The last values of the topics that pages use, and of no others: publishers of other topics cost nothing. A topic is
 * listened to while somebody uses it; what is retained there is read at the beginning.
 */
export interface LiveValues {
  /** Begins to listen; resolves when what is retained is there. Use and release come in pairs. */
  use(placeholders: readonly Placeholder[]): Promise<void>
  release(placeholders: readonly Placeholder[]): void
  /** Whether these placeholders would be too many topics together with those in use. */
  hasRoomFor(placeholders: readonly Placeholder[]): boolean
  get(topic: string): LiveValue | undefined
  /** The last numbers of one value, oldest first. */
  history(placeholder: Placeholder): readonly number[]
  /** Called in the turn in which a value comes, before anybody else knows. */
  onChange(listener: (topic: string) => void): void
}

interface Options {
  readonly mqtt: Pick<MqttServer, 'listen' | 'retained'>
  readonly clock: { now(): number }
}

interface Track {
  readonly path: Placeholder['path']
  uses: number
  readonly numbers: number[]
}

interface Watch {
  uses: number
  value: LiveValue | undefined
  /** By the path as text; only those of which somebody shows the last values. */
  readonly tracks: Map<string, Track>
  readonly ready: Promise<void>
  readonly stop: () => void
}

export function createLiveValues({ mqtt, clock }: Options): LiveValues {
  const watches = new Map<string, Watch>()
  const listeners: ((topic: string) => void)[] = []

  function take(watch: Watch, payload: Uint8Array, at: number | undefined): void {
    const isTooLarge = payload.length > limits.maxLiveValueBytes
    const text = isTooLarge ? '' : Buffer.from(payload).toString('utf8')
    watch.value = { text, at, isTooLarge }
    for (const track of watch.tracks.values()) remember(track, text)
  }

  function begin(topic: string): Watch {
    const stop = mqtt.listen(topic, (payload) => {
      take(watch, payload, clock.now())
      for (const listener of listeners) listener(topic)
    })
    const ready = mqtt.retained(topic).then(([kept]) => {
      // What came meanwhile is newer.
      if (kept !== undefined && watch.value === undefined) take(watch, kept.payload, undefined)
    })
    const watch: Watch = { uses: 0, value: undefined, tracks: new Map(), ready, stop }
    watches.set(topic, watch)
    return watch
  }

  function track(watch: Watch, { path }: Placeholder): void {
    const key = JSON.stringify(path)
    let known = watch.tracks.get(key)
    if (known === undefined) {
      known = { path, uses: 0, numbers: [] }
      watch.tracks.set(key, known)
      if (watch.value !== undefined) remember(known, watch.value.text)
    }
    known.uses++
  }

  function untrack(watch: Watch, { path }: Placeholder): void {
    const key = JSON.stringify(path)
    const known = watch.tracks.get(key)
    if (known !== undefined && --known.uses === 0) watch.tracks.delete(key)
  }

  return {
    async use(placeholders) {
      const ready = placeholders.map((placeholder) => {
        const watch = watches.get(placeholder.topic) ?? begin(placeholder.topic)
        watch.uses++
        if (showsHistory(placeholder)) track(watch, placeholder)
        return watch.ready
      })
      await Promise.all(ready)
    },
    release(placeholders) {
      for (const placeholder of placeholders) {
        const watch = watches.get(placeholder.topic)
        if (watch === undefined) continue
        if (showsHistory(placeholder)) untrack(watch, placeholder)
        if (--watch.uses > 0) continue
        watch.stop()
        watches.delete(placeholder.topic)
      }
    },
    hasRoomFor(placeholders) {
      const topics = new Set(placeholders.map(({ topic }) => topic).filter((topic) => !watches.has(topic)))
      return watches.size + topics.size <= limits.maxLiveTopics
    },
    get: (topic) => watches.get(topic)?.value,
    history: ({ topic, path }) => watches.get(topic)?.tracks.get(JSON.stringify(path))?.numbers ?? [],
    onChange: (listener) => void listeners.push(listener),
  }
}

function showsHistory({ formats }: Placeholder): boolean {
  return formats.some(({ history }) => history !== undefined)
}

function remember({ path, numbers }: Track, payload: string): void {
  const number = parseNumber(readPath(payload, path) ?? '')
  if (number === undefined) return
  numbers.push(number)
  if (numbers.length > limits.maxLiveHistory) numbers.shift()
}
