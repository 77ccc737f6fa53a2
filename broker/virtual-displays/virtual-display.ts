import { freemem } from 'node:os'
import type { InputEvent } from '#contract/display.ts'
import type { DisplayId, Name } from '#contract/ids.ts'
import { displayTopic } from '#contract/topics.ts'
import { type CorePublication, DisplayCore, type DisplaySize } from '#display-core/display-core.ts'
import { limits } from '../limits.ts'
import { version } from '../package-info.ts'
import { createBackOff } from './back-off.ts'
import type { Scheduler, Task } from './scheduler.ts'
import { openSession, type Session } from './session.ts'

/** What happens to a virtual display, for logs and for people who watch. */
export type VirtualDisplayEvent =
  | { readonly kind: 'online' | 'restarted' }
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'received'; readonly topic: string; readonly payload: Uint8Array }
  | { readonly kind: 'published'; readonly publication: CorePublication }

export interface VirtualDisplayOptions extends DisplaySize {
  readonly module: WebAssembly.Module
  /** Where the hub takes MQTT over WebSocket; without a path it is `/mqtt`. */
  readonly url: string
  readonly id: DisplayId
  readonly scheduler: Scheduler
  readonly username?: string
  readonly password?: string
  readonly isOwnHub?: boolean
  /** How long to wait before the first connect. */
  readonly connectAfterMs?: number
  readonly onEvent?: (event: VirtualDisplayEvent) => void
}

export interface VirtualDisplay {
  readonly id: DisplayId
  /** Resolves when the hub knows that it is online for the first time; rejects if it is stopped before. */
  readonly ready: Promise<void>
  screen(): ReturnType<DisplayCore['screen']>
  /** Somebody uses a button of it. */
  input(name: Name, event: InputEvent['event_type']): void
  /** Says `offline` and closes; cuts the connection if the hub does not answer. */
  stop(): Promise<void>
}

/** A display without a board: the display core behind an MQTT connection that comes back by itself. Throws RangeError for a size no LCD has. */
export function startVirtualDisplay(options: VirtualDisplayOptions): VirtualDisplay {
  const { id, scheduler, onEvent } = options
  const statusTopic = displayTopic('status', { kind: 'display', id })
  const backOff = createBackOff({ minMs: limits.virtualReconnectMinMs, maxMs: limits.virtualReconnectMaxMs })
  const startedMs = scheduler.now()
  let core = createCore(options)
  let session: Session | undefined
  let isOnline = false
  let isAnnounced = false
  let isStopped = false
  let onlineSinceMs = 0
  let connects = 0
  let telemetryDueMs = 0
  let connectDueMs = startedMs + (options.connectAfterMs ?? 0)
  let markReady: () => void
  let failReady: (error: Error) => void
  const ready = new Promise<void>((resolve, reject) => {
    markReady = resolve
    failReady = reject
  })
  ready.catch(() => undefined)

  const task: Task = {
    run(nowMs) {
      if (isStopped) return Number.POSITIVE_INFINITY
      if (session === undefined) {
        if (nowMs < connectDueMs) return connectDueMs
        connect()
      }
      return advance(nowMs)
    },
  }

  function connect() {
    session = openSession({
      ...options,
      subscriptions: core.subscriptions,
      onOpen: comeOnline,
      onMessage(topic, payload) {
        if (isStopped) return
        onEvent?.({ kind: 'received', topic, payload })
        const nowMs = scheduler.now()
        core.receive(topic, payload, nowMs)
        scheduler.plan(task, advance(nowMs))
      },
      onClose: loseHub,
    })
  }

  function comeOnline() {
    if (isStopped) return
    const nowMs = scheduler.now()
    isOnline = true
    onlineSinceMs = nowMs
    connects++
    telemetryDueMs = nowMs
    core.setClock(Date.now(), nowMs)
    core.connected(nowMs)
    scheduler.plan(task, advance(nowMs))
  }

  function loseHub(reason: string) {
    const nowMs = scheduler.now()
    if (isOnline && nowMs - onlineSinceMs >= limits.virtualReconnectForgetMs) backOff.reset()
    session = undefined
    isOnline = false
    isAnnounced = false
    if (isStopped) return
    connectDueMs = nowMs + backOff.next()
    core.disconnected(nowMs)
    onEvent?.({ kind: 'lost', reason })
    scheduler.plan(task, advance(nowMs))
  }

  /** Lets the core do what is due, sends what it has to say, and answers when it has to be called again. */
  function advance(nowMs: number): number {
    if (isOnline && nowMs >= telemetryDueMs) {
      core.telemetry(vitals(nowMs))
      telemetryDueMs = nowMs + limits.virtualTelemetryIntervalMs
    }
    const tickDueMs = nowMs + core.tick(nowMs)
    for (const publication of core.publications()) send(publication)
    if (core.takeRestart()) restart()
    if (session === undefined) return Math.min(tickDueMs, connectDueMs)
    return isOnline ? Math.min(tickDueMs, telemetryDueMs) : tickDueMs
  }

  /** The core has nothing to say while the hub is away: its acks wait in it, and what is retained it says anew. */
  function send(publication: CorePublication) {
    if (!isOnline || session === undefined) return
    const { topic, payload, retain } = publication
    onEvent?.({ kind: 'published', publication })
    if (topic === statusTopic) {
      void session.publishConfirmed(topic, payload, { retain: true }).then((isKnown) => {
        if (isKnown && isOnline) announce()
      })
    } else session.publish(topic, payload, { retain, qos: 0 })
    if (session.unsentBytes > limits.virtualMaxUnsentBytes) session.cut('the hub does not take what it is sent')
  }

  /** The hub has our `online`. A `refresh` says it again, which is no news. */
  function announce() {
    markReady()
    if (!isAnnounced) onEvent?.({ kind: 'online' })
    isAnnounced = true
  }

  function vitals(nowMs: number) {
    const uptimeS = Math.floor((nowMs - startedMs) / 1000)
    return { rssi: 0, heap: Math.min(freemem(), 0x7fff_ffff), uptimeS, reconnects: connects - 1 }
  }

  function restart() {
    core = createCore(options)
    onEvent?.({ kind: 'restarted' })
    session?.cut('restarts')
  }

  scheduler.plan(task, connectDueMs)
  return {
    id,
    ready,
    screen: () => core.screen(),
    input(name, event) {
      if (isStopped) return
      const nowMs = scheduler.now()
      core.input(name, event, nowMs)
      scheduler.plan(task, advance(nowMs))
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      scheduler.cancel(task)
      failReady(new Error(`${id} was stopped before it came online`))
      const leaving = session
      if (leaving === undefined) return
      const timer = setTimeout(() => leaving.cut('stopped'), limits.virtualStopTimeoutMs)
      if (isOnline) await leaving.publishConfirmed(statusTopic, Buffer.from('offline'), { retain: true })
      await leaving.end()
      clearTimeout(timer)
    },
  }
}

function createCore({ module, id, columns, rows, rom }: VirtualDisplayOptions): DisplayCore {
  return new DisplayCore(module, {
    id,
    columns,
    rows,
    rom,
    firmware: version,
    board: 'virtual',
    capabilities: ['virtual', 'backlight', 'led', 'buttons'],
  })
}
