import { once } from 'node:events'
import { createServer } from 'node:http'
import { Duplex } from 'node:stream'
import { Aedes } from 'aedes'
import { onTestFinished } from 'vitest'
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws'

/** What is odd about a broker of a test. */
export interface Oddity {
  /** `parts`: a frame per write, so a packet spans several. `fragments`: frames of three fragments. `batches`: many packets per frame. */
  readonly framing?: 'parts' | 'fragments' | 'batches'
  /** Every n-th delivery is lost. */
  readonly dropsEvery?: number
  /** Every message is delivered twice. */
  readonly repeats?: boolean
}

/** Starts a broker that misbehaves as asked; resolves with its port. It is closed when the test ends. */
export async function startOddBroker({ framing = 'parts', dropsEvery = 0, repeats = false }: Oddity): Promise<number> {
  let forwarded = 0
  const broker = await Aedes.createBroker({
    authorizeForward: (_client, packet) => (dropsEvery > 0 && ++forwarded % dropsEvery === 0 ? null : packet),
  })
  if (repeats) {
    broker.on('publish', ({ cmd, topic, payload, qos, retain, dup }, client) => {
      if (client !== null) broker.publish({ cmd, topic, payload, qos, retain, dup }, () => {})
    })
  }
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) =>
    broker.handle(framing === 'parts' ? createWebSocketStream(socket) : new OddDuplex(socket, framing), request),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets.clients) socket.terminate()
    await new Promise<void>((resolve) => broker.close(() => resolve()))
    server.close()
  })
  return (server.address() as { port: number }).port
}

class OddDuplex extends Duplex {
  readonly #socket: WebSocket
  readonly #framing: 'fragments' | 'batches'
  #waiting: Buffer[] = []

  constructor(socket: WebSocket, framing: 'fragments' | 'batches') {
    super()
    this.#socket = socket
    this.#framing = framing
    socket.on('message', (data: Buffer) => this.push(data))
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    // Everything is pushed as it comes.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#framing === 'fragments') {
      const third = Math.floor(chunk.length / 3)
      this.#socket.send(chunk.subarray(0, third), { fin: false })
      this.#socket.send(chunk.subarray(third, 2 * third), { fin: false })
      this.#socket.send(chunk.subarray(2 * third), { fin: true })
    } else {
      if (this.#waiting.length === 0) setTimeout(() => this.#sendAll(), 5)
      this.#waiting.push(Buffer.from(chunk))
    }
    done()
  }

  #sendAll(): void {
    this.#socket.send(Buffer.concat(this.#waiting))
    this.#waiting = []
  }
}
