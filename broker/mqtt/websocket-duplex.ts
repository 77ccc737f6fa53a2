import { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

const goingAway = 1001
const unsupportedData = 1003
const closeGraceMs = 1000

type Chunk = { chunk: Buffer; encoding: BufferEncoding }
type Done = (error?: Error | null) => void

/**
 * MQTT bytes over one WebSocket. What the broker writes while corked leaves as one binary frame;
 * a text frame closes the connection [MQTT-6.0.0-1]; reading stops while the broker is busy.
 */
export class WebSocketDuplex extends Duplex {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    super({ decodeStrings: true })
    this.#socket = socket
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return void socket.close(unsupportedData, 'MQTT needs binary frames')
      if (!this.push(data)) socket.pause()
    })
    socket.on('close', () => {
      this.push(null)
      this.destroy()
    })
    socket.on('error', (error) => this.destroy(error))
  }

  /** Bytes that were written and have not left yet. */
  get unsentBytes(): number {
    return this.writableLength + this.#socket.bufferedAmount
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#send(chunk, done)
  }

  override _writev(chunks: Chunk[], done: Done): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: Done): void {
    this.#socket.close(goingAway)
    done()
  }

  override _destroy(error: Error | null, done: Done): void {
    const socket = this.#socket
    if (socket.readyState === socket.OPEN) {
      socket.resume()
      socket.close(goingAway)
      setTimeout(() => socket.terminate(), closeGraceMs).unref()
    } else if (socket.readyState !== socket.CLOSED) {
      socket.terminate()
    }
    done(error)
  }

  #send(bytes: Buffer, done: Done): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes, { binary: true }, done)
    else done()
  }
}
