import type { Socket } from 'node:net'
import type { Sink } from './connection-writer.ts'

/** Sends batches over TCP. To be made before a writer takes over `socket.write`. */
export function tcpSink(socket: Socket): Sink {
  const write: (bytes: Buffer) => boolean = socket.write.bind(socket)
  return {
    get isOpen() {
      return !socket.destroyed && socket.writable
    },
    get unsentBytes() {
      return socket.writableLength
    },
    write: (batch) => void write(batch.joined.bytes),
    onceDrained: (listener) => socket.once('drain', listener),
  }
}
