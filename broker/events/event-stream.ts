import type { EventType } from '#contract/history-operations.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { Events } from './events.ts'

interface Options {
  readonly events: Pick<Events, 'listen'>
  readonly principal: Principal
  readonly types: ReadonlySet<EventType>
  /** Only deliveries of this message. */
  readonly message: string | undefined
  /** Reads the data of a `delivery` that comes before all others. */
  readonly first: (() => Promise<object>) | undefined
  readonly signal: AbortSignal
  readonly bounds?: Record<'maxUnsentEventBytes' | 'eventHeartbeatMs' | 'eventRetryMs', number>
}

const tooSlow = ': cut off, because events were not read as fast as they came\n\n'

/** Events as `text/event-stream`, until `signal` is aborted or the reader falls too far behind. */
export async function* eventStream(options: Options): AsyncGenerator<string> {
  const { events, principal, types, message, first, signal, bounds = limits } = options
  let unsent: string[] = []
  let unsentBytes = 0
  let isTooSlow = false
  let wake = () => {}
  const stop = events.listen((event, number) => {
    if (isTooSlow || !types.has(event.type)) return
    if (message !== undefined && event.type === 'delivery' && event.message !== message) return
    const data = event.dataFor(principal)
    if (data === undefined) return
    const text = format(event.type, data, number)
    unsent.push(text)
    unsentBytes += Buffer.byteLength(text)
    isTooSlow = unsentBytes > bounds.maxUnsentEventBytes
    wake()
  })
  try {
    const opening = first === undefined ? '' : format('delivery', JSON.stringify(await first()))
    yield `retry: ${bounds.eventRetryMs}\n\n${opening}`
    while (!signal.aborted) {
      if (isTooSlow) return void (yield tooSlow)
      if (unsent.length === 0) await waitForMore(bounds.eventHeartbeatMs)
      if (signal.aborted) return
      const text = unsent.length === 0 ? ': still here\n\n' : unsent.join('')
      unsent = []
      unsentBytes = 0
      if (!isTooSlow) yield text
    }
  } finally {
    stop()
  }

  function waitForMore(heartbeatMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        wake = () => {}
        resolve()
      }
      const timer = setTimeout(finish, heartbeatMs)
      wake = finish
      signal.addEventListener('abort', finish)
    })
  }
}

/** JSON has no line breaks of its own. */
function format(type: EventType, data: string, number?: number): string {
  return `event: ${type}\n${number === undefined ? '' : `id: ${number}\n`}data: ${data}\n\n`
}
