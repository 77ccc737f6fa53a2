const finalBinaryFrame = 0x82

/** One MQTT packet as both transports need it. Made once, shared by every connection that gets the same bytes. */
export class WirePacket {
  /** The packet behind the header of an unmasked WebSocket frame. */
  readonly frame: Buffer
  readonly bytes: Buffer

  private constructor(frame: Buffer, bytes: Buffer) {
    this.frame = frame
    this.bytes = bytes
  }

  /** Room for a packet of `length` bytes; the caller fills `bytes`. */
  static allocate(length: number): WirePacket {
    const offset = frameHeaderLength(length)
    const frame = Buffer.allocUnsafe(offset + length)
    writeFrameHeader(frame, length)
    return new WirePacket(frame, frame.subarray(offset))
  }

  static from(parts: readonly Buffer[]): WirePacket {
    let length = 0
    for (const part of parts) length += part.length
    const packet = WirePacket.allocate(length)
    let offset = 0
    for (const part of parts) offset += part.copy(packet.bytes, offset)
    return packet
  }
}

function frameHeaderLength(length: number): number {
  if (length < 126) return 2
  return length < 65_536 ? 4 : 10
}

/** RFC 6455 section 5.2: what a server sends is not masked. */
function writeFrameHeader(frame: Buffer, length: number): void {
  frame[0] = finalBinaryFrame
  if (length < 126) {
    frame[1] = length
  } else if (length < 65_536) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
}
