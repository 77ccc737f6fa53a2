import type { PublishPacket } from '../aedes-internals.ts'
import { readPublishProperties } from '../publish-properties.ts'

const publishType = 3
const pubackHeader = 0x40
const lowestPrintable = 0x20
const highestPrintable = 0x7e

/** A packet that lay whole in some bytes, and where the next one begins. */
export interface WholePacket<Packet> {
  readonly packet: Packet
  readonly end: number
}

/**
 * Reads a PUBLISH that begins at `start` if all of it is there and its topic is in ASCII. Everything else, and what is
 * malformed, is `undefined`: the parser of mqtt-packet has the word, which keeps its bytes in lists and looks at them one
 * by one, and that costs as much as the rest of a delivery. Throws `MalformedPacket`.
 */
export function readPublish(
  bytes: Buffer,
  start: number,
  isVersion5: boolean,
): WholePacket<PublishPacket & { readonly length: number }> | undefined {
  const header = bytes[start] ?? 0
  const qos = (header >> 1) & 3
  if (header >> 4 !== publishType || qos === 3) return undefined
  const length = readVariable(bytes, start + 1)
  if (length === undefined) return undefined
  const body = start + 1 + sizeOfVariable(length)
  const end = body + length
  if (end > bytes.length || length < 3) return undefined

  const topicStart = body + 2
  const topicEnd = topicStart + (((bytes[body] ?? 0) << 8) | (bytes[body + 1] ?? 0))
  let at = qos > 0 ? topicEnd + 2 : topicEnd
  if (at > end || !isPlainText(bytes, topicStart, topicEnd)) return undefined
  const packet: PublishPacket & { length: number } = {
    cmd: 'publish',
    topic: bytes.toString('latin1', topicStart, topicEnd),
    payload: bytes,
    qos: qos as 0 | 1 | 2,
    retain: (header & 1) === 1,
    dup: (header & 8) === 8,
    length,
  }
  if (qos > 0) packet.messageId = ((bytes[topicEnd] ?? 0) << 8) | (bytes[topicEnd + 1] ?? 0)
  if (isVersion5) {
    const size = readVariable(bytes, at)
    if (size === undefined) return undefined
    at += sizeOfVariable(size)
    if (at + size > end) return undefined
    if (size > 0) packet.properties = readPublishProperties(bytes, at, at + size)
    at += size
  }
  packet.payload = bytes.subarray(at, end)
  return { packet, end }
}

/** A variable byte integer of up to three bytes: four are more than the hub takes. */
function readVariable(bytes: Buffer, start: number): number | undefined {
  let value = 0
  for (let index = 0; index < 3; index++) {
    const digit = bytes[start + index]
    if (digit === undefined) return undefined
    value |= (digit & 127) << (7 * index)
    if (digit < 128) return index > 0 && digit === 0 ? undefined : value
  }
  return undefined
}

/** Of one in the shortest form, as it has to be [MQTT-1.5.5-1]. */
function sizeOfVariable(value: number): number {
  if (value < 128) return 1
  return value < 16_384 ? 2 : 3
}

/** The packet identifier of a PUBACK of four bytes that begins at `start`, otherwise `undefined`. */
export function readPuback(bytes: Buffer, start: number): number | undefined {
  if (bytes[start] !== pubackHeader || bytes[start + 1] !== 2 || start + 4 > bytes.length) return undefined
  return ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0)
}

function isPlainText(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte < lowestPrintable || byte > highestPrintable) return false
  }
  return true
}
