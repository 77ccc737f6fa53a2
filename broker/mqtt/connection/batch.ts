import { WirePacket } from './wire-packet.ts'

/**
 * The packets that one connection gets in one turn of the event loop, as a chain from the last to the first.
 * Connections that get the same packets in the same order walk the same chain, so that a fan-out of many packets
 * to many connections is put together once and not once per connection.
 */
export class Batch {
  readonly length: number
  readonly byteLength: number
  readonly #packet: WirePacket | undefined
  readonly #previous: Batch | undefined
  #next: Batch | undefined
  #joined: WirePacket | undefined
  #frames: Buffer | undefined

  constructor(previous?: Batch, packet?: WirePacket) {
    this.#previous = previous
    this.#packet = packet
    this.length = previous === undefined ? 0 : previous.length + 1
    this.byteLength = (previous?.byteLength ?? 0) + (packet?.bytes.length ?? 0)
  }

  /** This batch and one packet more. */
  with(packet: WirePacket): Batch {
    const next = this.#next
    if (next !== undefined && next.#packet === packet) return next
    this.#next = new Batch(this, packet)
    return this.#next
  }

  /** Lets go of what was appended, so that an empty batch does not keep the last turn in memory. */
  forget(): void {
    this.#next = undefined
  }

  /** All packets in one: `bytes` for TCP, `frame` for a WebSocket. */
  get joined(): WirePacket {
    if (this.length === 1 && this.#packet !== undefined) return this.#packet
    this.#joined ??= WirePacket.from(this.packets.map(({ bytes }) => bytes))
    return this.#joined
  }

  /** One WebSocket frame per packet, for clients that take a frame for a packet. */
  get frames(): Buffer {
    if (this.length === 1 && this.#packet !== undefined) return this.#packet.frame
    this.#frames ??= Buffer.concat(this.packets.map(({ frame }) => frame))
    return this.#frames
  }

  /** From the first to the last. */
  get packets(): readonly WirePacket[] {
    const packets = new Array<WirePacket>(this.length)
    let batch: Batch | undefined = this
    for (let index = this.length - 1; index >= 0 && batch !== undefined && batch.#packet !== undefined; index--) {
      packets[index] = batch.#packet
      batch = batch.#previous
    }
    return packets
  }
}
