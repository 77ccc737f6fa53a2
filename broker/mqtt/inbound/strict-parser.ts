import { isUtf8 } from 'node:buffer'
import { parser } from 'mqtt-packet'
import type { PacketParser } from '../aedes-internals.ts'
import { MalformedProperties, readPublishProperties } from '../publish-properties.ts'

const replacementCharacter = '\uFFFD'
const nul = '\0'

const {
  parse,
  _parseString: parseString,
  _parseProperties: parseProperties,
} = Object.getPrototypeOf(parser()) as PacketParser

/**
 * Makes the parser of one connection refuse what the specification calls malformed and mqtt-packet lets through:
 * strings that are not UTF-8 [MQTT-1.5.4-1] or hold U+0000 [MQTT-1.5.4-2], and properties that do not belong there or
 * come twice. Whatever bytes come in, nothing is thrown but `MalformedProperties`.
 */
export function makeStrict(parser: PacketParser): void {
  parser._parseString = parseStrictString
  parser._parseProperties = parseStrictProperties
  parser.parse = parseWithoutThrowing
}

function parseStrictString(this: PacketParser): string | null {
  const start = this._pos + 2
  const text = parseString.call(this)
  if (text === null) return null
  const isMalformed =
    text.includes(nul) || (text.includes(replacementCharacter) && !isUtf8(this._list.slice(start, this._pos)))
  if (!isMalformed) return text
  this._emitError(new Error('a string is not valid UTF-8 or holds U+0000'))
  return null
}

function parseStrictProperties(this: PacketParser): object | false {
  if (this.packet.cmd !== 'publish') {
    const properties = parseProperties.call(this)
    for (const [name, value] of Object.entries(properties))
      if (Array.isArray(value)) throw new MalformedProperties(`the property ${name} comes twice`)
    return properties
  }
  const length = this._parseVarByteNum()
  const start = this._pos
  if (length === false || start + length > this.packet.length) throw new MalformedProperties('a property is cut off')
  this._pos += length
  return readPublishProperties(this._list.slice(start, this._pos), 0, length)
}

function parseWithoutThrowing(this: PacketParser, bytes: Buffer): number {
  try {
    return parse.call(this, bytes)
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error
    this._emitError(new Error('malformed packet', { cause: error }))
    return 0
  }
}
