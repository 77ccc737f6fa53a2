import type { Response } from 'express'
import { MarqueeError } from '#contract/errors.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { AnswerStream, Caller } from './handler.ts'

interface Open {
  readonly principal: Principal | undefined
  readonly key: string
  readonly end: AbortController
}

/** The answers that are being written piece by piece, bounded in all and per caller. */
export interface Streams extends Connections {
  /** Resolves when the stream is over, whoever ended it. Throws `limit_reached` before anything was written. */
  send(response: Response, stream: AnswerStream, caller: Caller, status: number): Promise<void>
  close(): void
}

interface Connections {
  /** Whose they are, once for each. */
  principals(): readonly Principal[]
  /** Ends those of everybody of whom `isGone` says so; a stream has no client id. */
  reassess(isGone: (principal: Principal, clientId: string) => boolean): void
}

interface Options {
  /** Told of each stream that begins. */
  readonly onOpened: () => void
  readonly bounds?: Record<'maxStreams' | 'maxStreamsPerCaller' | 'streamStallMs', number>
}

export function createStreams({ onOpened, bounds = limits }: Options): Streams {
  const open = new Set<Open>()

  function refuse(key: string): void {
    const own = [...open].filter((each) => each.key === key).length
    if (open.size < bounds.maxStreams && own < bounds.maxStreamsPerCaller) return
    const whose = own < bounds.maxStreamsPerCaller ? '' : ' of yours'
    throw new MarqueeError({
      code: 'limit_reached',
      message: `${own < bounds.maxStreamsPerCaller ? open.size : own} streams${whose} are open already; end one of them first`,
    })
  }

  return {
    async send(response, stream, caller, status) {
      const key = keyOf(caller)
      refuse(key)
      const one: Open = { principal: caller.principal, key, end: new AbortController() }
      open.add(one)
      response.once('close', () => one.end.abort())
      onOpened()
      try {
        response
          .status(status)
          .type(stream.contentType)
          .set(stream.headers ?? {})
        // A hub that closes waits for its connections.
        response.set({ connection: 'close', 'x-accel-buffering': 'no' })
        response.flushHeaders()
        if (response.req.method !== 'HEAD') await write(response, stream, one.end.signal, bounds.streamStallMs)
        response.end()
      } finally {
        one.end.abort()
        open.delete(one)
      }
    },
    principals: () => [...open].flatMap(({ principal }) => principal ?? []),
    reassess(isGone) {
      for (const { principal, end } of open) if (principal !== undefined && isGone(principal, '')) end.abort()
    },
    close() {
      for (const { end } of open) end.abort()
    },
  }
}

/** Connections and streams together, for whoever ends them with what they were opened with. */
export function withStreams<Server extends Connections>(server: Server, streams: Streams): Server {
  return {
    ...server,
    principals: () => [...server.principals(), ...streams.principals()],
    reassess(isGone) {
      server.reassess(isGone)
      streams.reassess(isGone)
    },
  }
}

/** Who nobody in particular is, their address tells. */
function keyOf({ principal, peer }: Caller): string {
  const isSomebody = principal?.kind === 'user' || principal?.kind === 'token'
  return isSomebody ? `${principal.kind}:${principal.id}` : peer.address
}

async function write(response: Response, { open }: AnswerStream, signal: AbortSignal, stallMs: number): Promise<void> {
  for await (const chunk of open(signal)) {
    if (response.destroyed) return
    if (!response.write(chunk) && !(await drained(response, signal, stallMs))) return
  }
}

/** False when nobody reads any more: the connection is cut off then. */
function drained(response: Response, signal: AbortSignal, stallMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isRead: boolean) => {
      clearTimeout(timer)
      response.off('drain', onDrain)
      response.off('close', onClose)
      signal.removeEventListener('abort', onAbort)
      if (!isRead) response.destroy()
      resolve(isRead)
    }
    const onDrain = () => finish(true)
    const onClose = () => finish(false)
    // Whoever is not served any more, or reads too slowly, does not hold up the end.
    const onAbort = () => finish(false)
    const timer = setTimeout(onClose, stallMs)
    response.once('drain', onDrain)
    response.once('close', onClose)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
}
