import { configSchema, type InputEvent } from '#contract/display.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { StartVirtualDisplays } from '#contract/http.ts'
import { type DisplayId, displayIdSchema, type Name } from '#contract/ids.ts'
import { parseValue } from '#contract/payload.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Fleet } from './fleet.ts'

/** The virtual displays that run inside the hub. */
export interface VirtualDisplays {
  /** Starts them and answers their ids when they are online. Throws `MarqueeError`. */
  start(request: StartVirtualDisplays): Promise<string[]>
  /** Resolves with false if the hub runs none of this id. */
  stop(id: string): Promise<boolean>
  /** Uses a button of one of them. Resolves with false if the hub runs none of this id. */
  input(id: string, name: Name, event: InputEvent['event_type']): Promise<boolean>
  has(id: string): boolean
  ids(): string[]
  close(): Promise<void>
}

interface Options {
  /** Where the hub itself takes MQTT over WebSocket. */
  readonly url: () => string
  readonly log: Log
  readonly limit?: number
  /** Whether a display of this id is known to the hub. */
  readonly isTaken: (id: string) => boolean
  /** The secret that each connects with, lent as long as it runs; without them they come as anybody on this machine. */
  readonly secrets?: { lend(id: string): string; forget(id: string): void }
}

export function createVirtualDisplays(options: Options): VirtualDisplays {
  const { limit = limits.maxVirtualDisplays, isTaken, secrets } = options
  const running = new Set<string>()
  let fleet: Promise<Fleet> | undefined
  let isClosed = false

  function reserve({ id, count = 1 }: StartVirtualDisplays): DisplayId[] {
    if (running.size + count > limit) {
      const message = `the hub runs ${running.size} virtual displays; with ${count} more there would be over ${limit}`
      throw new MarqueeError({ code: 'limit_reached', message })
    }
    const isFree = (name: string) => !running.has(name) && !isTaken(name)
    if (id !== undefined && !isFree(id)) {
      throw new MarqueeError({ code: 'conflict', field: 'id', message: `a display "${id}" exists already` })
    }
    const ids = id === undefined ? freeIds(count, isFree) : [id]
    for (const name of ids) running.add(name)
    return ids
  }

  async function stop(id: string): Promise<boolean> {
    if (!running.has(id)) return false
    await (await fleet)?.stop(id)
    running.delete(id)
    secrets?.forget(id)
    return true
  }

  return {
    async start(request) {
      if (isClosed) throw new MarqueeError({ code: 'unavailable', message: 'the hub is closing' })
      checkRequest(request)
      const ids = reserve(request)
      try {
        fleet ??= openFleet(options).catch((error) => {
          fleet = undefined
          throw error
        })
        const started = (await fleet).start(ids, {
          columns: request.columns ?? 20,
          rows: request.rows ?? 4,
          rom: request.rom ?? 'A00',
        })
        await inTime(Promise.all(started.map(({ ready }) => ready)))
        return ids
      } catch (cause) {
        await Promise.all(ids.map(stop))
        throw explained(cause)
      }
    },
    stop,
    input: async (id, name, event) => (await fleet)?.input(id, name, event) ?? false,
    has: (id) => running.has(id),
    ids: () => [...running],
    async close() {
      isClosed = true
      await (await fleet)?.stopAll()
      running.clear()
    },
  }
}

/** A hub without virtual displays loads neither the display core nor the MQTT client. */
async function openFleet({ url, log, secrets }: Options): Promise<Fleet> {
  const { createFleet } = await import('./fleet.ts')
  return createFleet({
    url: url(),
    isOwnHub: true,
    ...(secrets === undefined ? {} : { secretOf: secrets.lend }),
    onEvent(display, event) {
      if (event.kind === 'lost') log.warn({ display, reason: event.reason }, 'virtual display lost the hub')
      else if (event.kind === 'online') log.debug({ display }, 'virtual display is online')
    },
  })
}

function freeIds(count: number, isFree: (id: string) => boolean): DisplayId[] {
  const ids: DisplayId[] = []
  for (let number = 1; ids.length < count; number++) {
    const id = displayIdSchema.parse(`virtual-${number}`)
    if (isFree(id)) ids.push(id)
  }
  return ids
}

function checkRequest({ id, count = 1, columns = 20, rows = 4 }: StartVirtualDisplays): void {
  if (id !== undefined && count > 1) {
    const message = 'id names a single virtual display; leave out id or count'
    throw new MarqueeError({ code: 'conflicting_fields', field: 'count', message })
  }
  const size = parseValue(configSchema, { columns, rows })
  if (!size.ok) throw new MarqueeError(size.error)
}

async function inTime(online: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('not online in time')), 2 * limits.virtualConnectTimeoutMs)
  })
  await Promise.race([online, tooLate]).finally(() => clearTimeout(timer))
}

function explained(cause: unknown): MarqueeError {
  if (cause instanceof MarqueeError) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  return new MarqueeError({ code: 'unavailable', message: `the virtual displays did not start: ${why}` }, { cause })
}
