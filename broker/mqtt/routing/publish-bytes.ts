import { WirePacket } from '../connection/wire-packet.ts'
import { type PublishProperties, writePublishProperties } from '../publish-properties.ts'

const publishHeader = 0x30

const none = Buffer.alloc(0)
const noProperties = Buffer.from([0])

export interface PublishLayout {
  readonly topic: string
  readonly payload: Buffer
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  readonly dup: boolean
  /** 0 for QoS 0. */
  readonly packetId: number
  readonly isVersion5: boolean
  readonly properties: PublishProperties | undefined
}

/** The bytes of a PUBLISH. */
export function publishBytes(layout: PublishLayout): WirePacket {
  const { topic, payload, qos, retain, dup, packetId, isVersion5, properties } = layout
  const head = isVersion5 ? headOf(properties) : none
  const topicLength = Buffer.byteLength(topic)
  const remaining = 2 + topicLength + (qos > 0 ? 2 : 0) + head.length + payload.length
  const wire = WirePacket.allocate(1 + variableLength(remaining) + remaining)
  const bytes = wire.bytes
  bytes[0] = publishHeader | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0)
  let offset = writeVariable(bytes, remaining)
  offset = bytes.writeUInt16BE(topicLength, offset)
  offset += bytes.write(topic, offset)
  if (qos > 0) offset = bytes.writeUInt16BE(packetId, offset)
  offset += head.copy(bytes, offset)
  payload.copy(bytes, offset)
  return wire
}

function headOf(properties: PublishProperties | undefined): Buffer {
  return properties === undefined ? noProperties : writePublishProperties(properties)
}

function variableLength(value: number): number {
  if (value < 128) return 1
  if (value < 16_384) return 2
  return value < 2_097_152 ? 3 : 4
}

/** Writes a variable byte integer at offset 1 and answers the offset behind it. */
function writeVariable(bytes: Buffer, value: number): number {
  let rest = value
  let offset = 1
  while (rest >= 128) {
    bytes[offset++] = (rest & 127) | 128
    rest >>>= 7
  }
  bytes[offset++] = rest
  return offset
}
