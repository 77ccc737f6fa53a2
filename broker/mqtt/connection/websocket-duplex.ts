import { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

const goingAway = 1001
const unsupportedData = 1003
const closeGraceMs = 1000

type Done = (error?: Error | null) => void

/**
 * MQTT bytes out of one WebSocket; what goes in takes the way of `webSocketSink`.
 * A text frame closes the connection [MQTT-6.0.0-1]; reading stops while the broker is busy.
 */
export class WebSocketDuplex extends Duplex {
  readonly webSocket: WebSocket
  /** Takes the bytes of a frame past the stream, or answers false. */
  takeBytes: (bytes: Buffer) => boolean = () => false

  constructor(webSocket: WebSocket) {
    super()
    this.webSocket = webSocket
    webSocket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return void webSocket.close(unsupportedData, 'MQTT needs binary frames')
      if (this.readableLength === 0 && this.takeBytes(data)) return
      if (!this.push(data)) webSocket.pause()
    })
    webSocket.on('close', () => {
      this.push(null)
      this.destroy()
    })
    webSocket.on('error', (error) => this.destroy(error))
  }

  override _read(): void {
    this.webSocket.resume()
  }

  /** Reached only if nobody has taken over `write`. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    if (this.webSocket.readyState === this.webSocket.OPEN) this.webSocket.send(chunk, { binary: true }, done)
    else done()
  }

  override _final(done: Done): void {
    this.webSocket.close(goingAway)
    done()
  }

  override _destroy(error: Error | null, done: Done): void {
    const socket = this.webSocket
    if (socket.readyState === socket.OPEN) {
      socket.resume()
      socket.close(goingAway)
      setTimeout(() => socket.terminate(), closeGraceMs).unref()
    } else if (socket.readyState !== socket.CLOSED) {
      socket.terminate()
    }
    done(error)
  }
}
