import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Batch } from './batch.ts'
import type { Sink } from './connection-writer.ts'

/** The private parts of ws 8 that a frame made in advance passes by. */
interface Internals {
  readonly _socket?: Socket | null
  readonly _sender?: { readonly _state?: number; readonly _socket?: Socket }
}

/** Sends batches as WebSocket frames: made in advance where ws allows it, otherwise through `ws.send`. */
export function webSocketSink(webSocket: WebSocket, { onePacketPerFrame }: { onePacketPerFrame: boolean }): Sink {
  const socket = rawSocket(webSocket)
  if (socket === undefined) return new SendingSink(webSocket, onePacketPerFrame)
  return new FrameSink(webSocket, { socket, onePacketPerFrame })
}

/**
 * The socket below a WebSocket if a finished frame may be written to it: ws has the shape we know, nothing is
 * compressed, and its own frames (close, pong) go to the same socket without a queue in between.
 */
function rawSocket(webSocket: WebSocket): Socket | undefined {
  const { _socket: socket, _sender: sender } = webSocket as WebSocket & Internals
  const isKnown = typeof socket?.write === 'function' && sender?._state === 0 && sender._socket === socket
  return isKnown && webSocket.extensions === '' ? socket : undefined
}

class FrameSink implements Sink {
  readonly #webSocket: WebSocket
  readonly #socket: Socket
  readonly #onePacketPerFrame: boolean

  constructor(webSocket: WebSocket, options: { readonly socket: Socket; readonly onePacketPerFrame: boolean }) {
    this.#webSocket = webSocket
    this.#socket = options.socket
    this.#onePacketPerFrame = options.onePacketPerFrame
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === 1 && !this.#socket.destroyed
  }

  get unsentBytes(): number {
    return this.#socket.writableLength
  }

  write(batch: Batch): void {
    this.#socket.write(this.#onePacketPerFrame ? batch.frames : batch.joined.frame)
  }

  onceDrained(listener: () => void): void {
    this.#socket.once('drain', listener)
  }
}

class SendingSink implements Sink {
  readonly #webSocket: WebSocket
  readonly #onePacketPerFrame: boolean
  #drained: (() => void)[] = []

  constructor(webSocket: WebSocket, onePacketPerFrame: boolean) {
    this.#webSocket = webSocket
    this.#onePacketPerFrame = onePacketPerFrame
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === this.#webSocket.OPEN
  }

  get unsentBytes(): number {
    return this.#webSocket.bufferedAmount
  }

  write(batch: Batch): void {
    const packets = this.#onePacketPerFrame ? batch.packets : [batch.joined]
    for (const { bytes } of packets) this.#webSocket.send(bytes, { binary: true }, () => this.#tellDrained())
  }

  onceDrained(listener: () => void): void {
    this.#drained.push(listener)
  }

  #tellDrained(): void {
    if (this.#webSocket.bufferedAmount > 0) return
    const drained = this.#drained
    this.#drained = []
    for (const listener of drained) listener()
  }
}
