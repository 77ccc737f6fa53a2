import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Batch } from './batch.ts'
import type { Sink } from './connection-writer.ts'

/** The private parts of ws 8 that a frame made in advance passes by. */
interface Internals {
  readonly _socket?: Socket | null
  readonly _sender?: { readonly _state?: number; readonly _socket?: Socket }
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

/** Sends batches as WebSocket frames: made in advance where ws allows it, otherwise through `ws.send`. */
export function webSocketSink(webSocket: WebSocket, { onePacketPerFrame }: { onePacketPerFrame: boolean }): Sink {
  const socket = rawSocket(webSocket)
  if (socket === undefined) return plainSink(webSocket)
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN && !socket.destroyed
    },
    get unsentBytes() {
      return socket.writableLength
    },
    write: (batch) => void socket.write(onePacketPerFrame ? batch.frames : batch.joined.frame),
    onceDrained: (listener) => socket.once('drain', listener),
  }
}

function plainSink(webSocket: WebSocket): Sink {
  const drained: (() => void)[] = []
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN
    },
    get unsentBytes() {
      return webSocket.bufferedAmount
    },
    write(batch: Batch) {
      webSocket.send(batch.joined.bytes, { binary: true }, () => {
        for (const listener of drained.splice(0)) listener()
      })
    },
    onceDrained: (listener) => drained.push(listener),
  }
}
