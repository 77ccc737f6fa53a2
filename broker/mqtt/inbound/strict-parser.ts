import { parser } from 'mqtt-packet'
import type { PacketParser } from '../aedes-internals.ts'
import { readPublishProperties } from '../publish-properties.ts'
import { BodyReader } from './rules/body-reader.ts'
import { MalformedPacket } from './rules/malformed.ts'
import { checkPacket } from './rules/packet-rules.ts'

const {
  parse,
  _parsePayload: parsePayload,
  _parseProperties: parseProperties,
} = Object.getPrototypeOf(parser()) as PacketParser

/**
 * Makes the parser of one connection refuse what the specification calls malformed and mqtt-packet lets through. Whatever
 * bytes come in, nothing is thrown but `MalformedPacket`.
 */
export function makeStrict(parser: PacketParser): void {
  parser._parsePayload = parseCheckedPayload
  parser._parseProperties = parseStrictProperties
  parser.parse = parseWithoutThrowing
}

/** The body of a packet is looked at as soon as all of it is there, before anything is made of it. */
function parseCheckedPayload(this: PacketParser): unknown {
  const { cmd, length } = this.packet
  if (this._list.length >= length) {
    const isVersion5 = this.settings.protocolVersion === 5
    const body = this._list.slice(0, length)
    if (cmd === 'publish') new BodyReader(body).string()
    else checkPacket(cmd, body, isVersion5)
  }
  return parsePayload.call(this)
}

function parseStrictProperties(this: PacketParser): object | false {
  if (this.packet.cmd !== 'publish') return parseProperties.call(this)
  const length = this._parseVarByteNum()
  const start = this._pos
  if (length === false || start + length > this.packet.length) throw new MalformedPacket('a property is cut off')
  this._pos += length
  return readPublishProperties(this._list.slice(start, this._pos), 0, length)
}

function parseWithoutThrowing(this: PacketParser, bytes: Buffer): number {
  try {
    return parse.call(this, bytes)
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error
    throw new MalformedPacket('malformed packet')
  }
}
