import { isUtf8 } from 'node:buffer'
import type { PacketParser } from '../aedes-internals.ts'

const replacementCharacter = '\uFFFD'
const nul = '\0'

/**
 * Makes the parser of one connection refuse what the specification calls malformed and mqtt-packet lets through:
 * strings that are not UTF-8 [MQTT-1.5.4-1] or hold U+0000 [MQTT-1.5.4-2]. Whatever bytes come in, nothing is thrown.
 */
export function makeStrict(parser: PacketParser): void {
  const parseString = parser._parseString
  parser._parseString = function parseStrictString() {
    const start = this._pos + 2
    const text = parseString.call(this)
    if (text === null) return null
    const isMalformed =
      text.includes(nul) || (text.includes(replacementCharacter) && !isUtf8(this._list.slice(start, this._pos)))
    if (!isMalformed) return text
    this._emitError(new Error('a string is not valid UTF-8 or holds U+0000'))
    return null
  }

  const parse = parser.parse
  parser.parse = function parseWithoutThrowing(bytes) {
    try {
      return parse.call(this, bytes)
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error
      this._emitError(new Error('malformed packet', { cause: error }))
      return 0
    }
  }
}
