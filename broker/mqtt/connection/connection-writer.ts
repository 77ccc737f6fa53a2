import type { Duplex } from 'node:stream'
import { limits } from '../../limits.ts'
import { Batch } from './batch.ts'
import { WirePacket } from './wire-packet.ts'

/** Where the bytes of one connection leave. */
export interface Sink {
  readonly isOpen: boolean
  /** Bytes that were handed over and have not left yet. */
  readonly unsentBytes: number
  write(batch: Batch): void
  /** Calls back once when what is unsent has left. */
  onceDrained(listener: () => void): void
  /** Closes so that what was sent is read: bytes that come meanwhile are thrown away. Without it the transport sees to that. */
  endInOrder?(): void
}

const connackHeader = 0x20
const disconnectHeader = 0xe0

const empty = new Batch()
let dirty: ConnectionWriter[] = []

function flushAll(): void {
  const writers = dirty
  dirty = []
  for (const writer of writers) writer.flush()
  empty.forget()
}

/**
 * Everything that one connection is sent, in order. What is written within one turn of the event loop leaves in one
 * write, and nobody ever waits for a slow reader: `write` of the connection always answers true (aedes#1060).
 */
export class ConnectionWriter {
  readonly #sink: Sink
  #batch = empty
  #isDirty = false
  #hasSaidGoodbye = false
  /** Pieces of the packet that Aedes is writing. */
  #pieces: Buffer[] = []

  constructor(conn: Duplex, sink: Sink) {
    this.#sink = sink
    const destroy = conn.destroy.bind(conn)
    conn.write = (piece: string | Uint8Array) => this.#writePiece(piece)
    // mqtt-packet corks once before each packet and uncorks a tick later.
    conn.cork = () => this.#closePacket()
    conn.uncork = () => undefined
    conn.destroy = (error?: Error) => {
      this.flush()
      if (!this.#hasSaidGoodbye || error || sink.endInOrder === undefined || !sink.isOpen) return destroy(error)
      this.#hasSaidGoodbye = false
      sink.endInOrder()
      setTimeout(destroy, limits.lastWordMs).unref()
      return conn
    }
  }

  get unsentBytes(): number {
    return this.#sink.unsentBytes + this.#batch.byteLength
  }

  onceDrained(listener: () => void): void {
    this.#sink.onceDrained(listener)
  }

  send(packet: WirePacket): void {
    if (this.#pieces.length > 0) this.#closePacket()
    this.#batch = this.#batch.with(packet)
    this.#markDirty()
    if (this.#batch.byteLength >= limits.maxBatchBytes) this.#writeBatch()
  }

  /** Sends what is to be read before the connection is closed. */
  sendLast(packet: WirePacket): void {
    this.#hasSaidGoodbye = true
    this.send(packet)
  }

  /** Hands over what is left of this turn. */
  flush(): void {
    this.#isDirty = false
    if (this.#pieces.length > 0) this.#closePacket()
    this.#writeBatch()
  }

  #writePiece(piece: string | Uint8Array): boolean {
    this.#pieces.push(
      typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength),
    )
    this.#markDirty()
    return true
  }

  #closePacket(): void {
    if (this.#pieces.length === 0) return
    const packet = WirePacket.from(this.#pieces)
    this.#pieces = []
    if (isLastWord(packet.bytes)) this.#hasSaidGoodbye = true
    this.send(packet)
  }

  #markDirty(): void {
    if (this.#isDirty) return
    this.#isDirty = true
    if (dirty.length === 0) setImmediate(flushAll)
    dirty.push(this)
  }

  #writeBatch(): void {
    const batch = this.#batch
    if (batch.length === 0) return
    this.#batch = empty
    if (this.#sink.isOpen) this.#sink.write(batch)
  }
}

/** DISCONNECT, or a CONNACK that refuses: a socket that is destroyed with unread bytes would take it back with a reset. */
function isLastWord(bytes: Buffer): boolean {
  return bytes[0] === disconnectHeader || (bytes[0] === connackHeader && bytes[3] !== 0)
}
