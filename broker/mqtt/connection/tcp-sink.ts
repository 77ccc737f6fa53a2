import type { Socket } from 'node:net'
import type { Batch } from './batch.ts'
import type { Sink } from './connection-writer.ts'

/** Sends batches over TCP. To be made before a writer takes over `socket.write`. */
export class TcpSink implements Sink {
  readonly #socket: Socket
  readonly #write: (bytes: Buffer) => boolean

  constructor(socket: Socket) {
    this.#socket = socket
    this.#write = socket.write
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable
  }

  get unsentBytes(): number {
    return this.#socket.writableLength
  }

  write(batch: Batch): void {
    this.#write.call(this.#socket, batch.joined.bytes)
  }

  endInOrder(): void {
    this.#socket.end()
    this.#socket.resume()
  }

  onceDrained(listener: () => void): void {
    this.#socket.once('drain', listener)
  }
}
