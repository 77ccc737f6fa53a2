import { isUtf8 } from 'node:buffer'
import { MalformedPacket } from './malformed.ts'

/**
 * What no string may hold: U+0000 [MQTT-1.5.4-2], and what a receiver may refuse because no sender should send it: other
 * control characters and noncharacters (section 1.5.4).
 */
const unwanted = /[\p{Cc}\p{Noncharacter_Code_Point}]/u

/** Reads the fields of a packet one after the other. Throws `MalformedPacket` for one that is cut off or not well formed. */
export class BodyReader {
  readonly #bytes: Buffer
  readonly #end: number
  #at: number

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end
  }

  number(length: 1 | 2 | 4): number {
    const at = this.#advance(length)
    return this.#bytes.readUIntBE(at, length)
  }

  /** Variable byte integer, at most four bytes and in its shortest form [MQTT-1.5.5-1]. */
  variable(): number {
    let value = 0
    for (let index = 0; index < 4; index++) {
      const digit = this.number(1)
      value += (digit & 127) * 128 ** index
      if (digit >= 128) continue
      if (index > 0 && digit === 0) break
      return value
    }
    throw new MalformedPacket('a variable byte integer is not well formed')
  }

  /** A copy: what is kept must not keep all that came with it in memory. */
  binary(): Buffer {
    const length = this.number(2)
    const at = this.#advance(length)
    return Buffer.from(this.#bytes.subarray(at, at + length))
  }

  string(): string {
    const bytes = this.binary()
    if (!isUtf8(bytes)) throw new MalformedPacket('a string is not valid UTF-8')
    const text = bytes.toString()
    if (unwanted.test(text)) throw new MalformedPacket('a string holds a control character')
    return text
  }

  /** A reader of the next `length` bytes, which are then done with. */
  part(length: number): BodyReader {
    const at = this.#advance(length)
    return new BodyReader(this.#bytes, at, at + length)
  }

  #advance(length: number): number {
    const at = this.#at
    if (at + length > this.#end) throw new MalformedPacket('a field is cut off')
    this.#at = at + length
    return at
  }
}
