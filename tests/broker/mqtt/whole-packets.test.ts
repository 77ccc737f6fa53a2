import * as fc from 'fast-check'
import { generate, type Packet, parser } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { MalformedPacket } from '../../../broker/mqtt/inbound/rules/malformed.ts'
import { readPuback, readPublish } from '../../../broker/mqtt/inbound/whole-packets.ts'

const publishes = fc.record({
  cmd: fc.constant('publish' as const),
  topic: fc.oneof(fc.stringMatching(/^[a-z/]{1,40}$/), fc.constant('ä/b')),
  payload: fc
    .oneof(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ minLength: 120, maxLength: 300 }))
    .map((bytes) => Buffer.from(bytes)),
  qos: fc.constantFrom(0, 1, 2),
  messageId: fc.integer({ min: 1, max: 65_535 }),
  retain: fc.boolean(),
  dup: fc.boolean(),
})
const versions = fc.constantFrom(4, 5)

/** What mqtt-packet makes of the same bytes. */
function reference(bytes: Buffer, protocolVersion: number): Packet {
  let found: Packet | undefined
  const reader = parser({ protocolVersion })
  reader.on('packet', (packet: Packet) => {
    found = packet
  })
  reader.parse(bytes)
  if (found === undefined) throw new Error('no packet')
  return found
}

test('a PUBLISH is read as mqtt-packet reads it, or left to it', () => {
  const reading = fc.property(publishes, versions, fc.nat(5), (packet, protocolVersion, before) => {
    const { messageId, ...rest } = packet
    const sent = rest.qos > 0 ? { ...rest, messageId } : { ...rest, dup: false }
    const bytes = generate(sent as Packet, { protocolVersion })
    const padded = Buffer.concat([Buffer.alloc(before, 0xff), bytes, Buffer.alloc(3, 0xff)])
    const read = readPublish(padded, before, protocolVersion === 5)
    if (!/^[a-z/]+$/.test(packet.topic)) {
      expect(read).toBeUndefined()
      return
    }
    expect(read?.end).toBe(before + bytes.length)
    expect({ ...read?.packet }).toEqual({ ...reference(bytes, protocolVersion) })
  })
  expect(() => fc.assert(reading, { seed: 1 })).not.toThrow()
})

test('a PUBLISH that is not all there is left to the parser', () => {
  const bytes = generate({
    cmd: 'publish',
    topic: 'a/b',
    payload: 'x'.repeat(200),
    qos: 1,
    messageId: 7,
    retain: false,
    dup: false,
  })
  for (let length = 0; length < bytes.length; length++)
    expect(readPublish(bytes.subarray(0, length), 0, false)).toBeUndefined()
  expect(readPublish(bytes, 0, false)).toBeDefined()
})

test('no bytes throw anything but malformed properties, and nothing is read beyond their end', () => {
  const likely = fc.tuple(fc.constantFrom(0x30, 0x32, 0x34, 0x3d, 0x40, 0x36), fc.uint8Array({ maxLength: 40 }))
  const reading = fc.property(likely, fc.boolean(), ([header, rest], isVersion5) => {
    const bytes = Buffer.from([header, ...rest])
    try {
      const read = readPublish(bytes, 0, isVersion5)
      if (read !== undefined) expect(read.end).toBeLessThanOrEqual(bytes.length)
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedPacket)
    }
    const acknowledged = readPuback(bytes, 0)
    if (acknowledged !== undefined) expect(bytes.length).toBeGreaterThanOrEqual(4)
  })
  expect(() => fc.assert(reading, { seed: 2, numRuns: 5000 })).not.toThrow()
})

test('a PUBACK of four bytes is read, with a reason it is left to the parser', () => {
  expect(readPuback(Buffer.from([0, 0x40, 2, 1, 2]), 1)).toBe(258)
  expect(readPuback(Buffer.from([0x40, 2, 1]), 0)).toBeUndefined()
  expect(readPuback(Buffer.from([0x40, 3, 1, 2, 0]), 0)).toBeUndefined()
})
