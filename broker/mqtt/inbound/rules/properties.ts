import type { BodyReader } from './body-reader.ts'
import { MalformedPacket, malformedPacket, protocolError } from './malformed.ts'

type Type = 'byte' | 'two' | 'four' | 'variable' | 'string' | 'binary' | 'pair'
export type PropertyOwner =
  | 'connect'
  | 'will'
  | 'publish'
  | 'ack'
  | 'subscribe'
  | 'unsubscribe'
  | 'disconnect'
  | 'auth'
  | 'server'

/** Section 2.2.2.2 of MQTT 5: what a client may send, and where. `server` is what only servers send. */
const table: ReadonlyMap<number, { readonly type: Type; readonly in: readonly PropertyOwner[] }> = new Map(
  (
    [
      [0x01, 'byte', ['publish', 'will']],
      [0x02, 'four', ['publish', 'will']],
      [0x03, 'string', ['publish', 'will']],
      [0x08, 'string', ['publish', 'will']],
      [0x09, 'binary', ['publish', 'will']],
      [0x0b, 'variable', ['subscribe']],
      [0x11, 'four', ['connect', 'disconnect']],
      [0x12, 'string', ['server']],
      [0x13, 'two', ['server']],
      [0x15, 'string', ['connect', 'auth']],
      [0x16, 'binary', ['connect', 'auth']],
      [0x17, 'byte', ['connect']],
      [0x18, 'four', ['will']],
      [0x19, 'byte', ['connect']],
      [0x1a, 'string', ['server']],
      [0x1c, 'string', ['server']],
      [0x1f, 'string', ['ack', 'disconnect', 'auth']],
      [0x21, 'two', ['connect']],
      [0x22, 'two', ['connect']],
      [0x23, 'two', ['publish']],
      [0x24, 'byte', ['server']],
      [0x25, 'byte', ['server']],
      [0x26, 'pair', ['connect', 'will', 'publish', 'ack', 'subscribe', 'unsubscribe', 'disconnect', 'auth']],
      [0x27, 'four', ['connect']],
      [0x28, 'byte', ['server']],
      [0x29, 'byte', ['server']],
      [0x2a, 'byte', ['server']],
    ] as const
  ).map(([code, type, owners]) => [code, { type, in: owners }]),
)

const mayRepeat = 0x26
/** Those of which 0 means nothing. */
const neverZero: readonly number[] = [0x0b, 0x21, 0x23, 0x27]

/**
 * Reads past the properties of a packet and answers them by code. Throws `MalformedPacket` for one that does not exist, does
 * not belong there, comes twice or has a value that it cannot have.
 */
export function checkProperties(reader: BodyReader, owner: PropertyOwner): ReadonlyMap<number, number | string> {
  const found = new Map<number, number | string>()
  const properties = reader.part(reader.variable())
  while (!properties.isAtEnd) {
    const code = properties.variable()
    const rule = table.get(code)
    if (rule === undefined) throw new MalformedPacket(`there is no property 0x${code.toString(16)}`)
    const value = readValue(properties, rule.type)
    if (!rule.in.includes(owner)) {
      const reasonCode = owner === 'subscribe' || owner === 'unsubscribe' ? malformedPacket : protocolError
      throw new MalformedPacket(`the property 0x${code.toString(16)} does not belong there`, reasonCode)
    }
    if (found.has(code) && code !== mayRepeat) throw broken(code, 'comes twice')
    if (rule.type === 'byte' && Number(value) > 1) throw broken(code, 'is neither 0 nor 1')
    if (value === 0 && neverZero.includes(code)) throw broken(code, 'cannot be 0')
    found.set(code, value)
  }
  return found
}

/** Reads past the value of a property. Throws `MalformedPacket` for one that does not exist or is cut off. */
export function skipProperty(reader: BodyReader, code: number): void {
  const rule = table.get(code)
  if (rule === undefined) throw new MalformedPacket(`there is no property 0x${code.toString(16)}`)
  readValue(reader, rule.type)
}

function broken(code: number, how: string): MalformedPacket {
  return new MalformedPacket(`the property 0x${code.toString(16)} ${how}`, protocolError)
}

function readValue(reader: BodyReader, type: Type): number | string {
  switch (type) {
    case 'byte':
      return reader.number(1)
    case 'two':
      return reader.number(2)
    case 'four':
      return reader.number(4)
    case 'variable':
      return reader.variable()
    case 'string':
      return reader.string()
    case 'binary':
      reader.binary()
      return ''
    case 'pair':
      return reader.string() + reader.string()
  }
}
