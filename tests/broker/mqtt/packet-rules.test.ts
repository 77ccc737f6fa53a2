import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedPacket } from '../../../broker/mqtt/inbound/rules/malformed.ts'
import { checkPacket } from '../../../broker/mqtt/inbound/rules/packet-rules.ts'

const field = (text: string | number[]) => {
  const bytes = [...Buffer.from(text as string)]
  return [bytes.length >> 8, bytes.length & 255, ...bytes]
}
/** The body of a CONNECT; `rest` is what stands behind the keep alive. */
const connect = (version: number, flags: number, ...rest: number[]) => [
  ...field(version === 3 ? 'MQIsdp' : 'MQTT'),
  version,
  flags,
  0,
  10,
  ...rest,
]
const will = [...field('w'), ...field('x')]

/** What a packet is refused with; `undefined` is not at all. */
function faultOf(cmd: string, body: number[], isVersion5: boolean): MalformedPacket | undefined {
  try {
    checkPacket(cmd, Buffer.from(body), isVersion5)
    return undefined
  } catch (error) {
    if (error instanceof MalformedPacket) return error
    throw error
  }
}

test.each<[string, string, 4 | 5, number[]]>([
  ['CONNECT of MQTT 3.1', 'connect', 4, connect(3, 2, ...field('a'))],
  ['CONNECT of a bridge', 'connect', 4, [...field('MQTT'), 0x84, 2, 0, 10, ...field('a')]],
  ['CONNECT with all fields', 'connect', 4, connect(4, 0xee, ...field('a'), ...will, ...field('u'), ...field('p'))],
  ['CONNECT with properties', 'connect', 5, connect(5, 2, 8, 0x11, 0, 0, 0, 1, 0x21, 0, 9, ...field('a'))],
  ['CONNECT with a password alone', 'connect', 5, connect(5, 0x42, 0, ...field('a'), ...field('p'))],
  ['CONNECT with properties of its will', 'connect', 5, connect(5, 6, 0, ...field('a'), 5, 0x18, 0, 0, 0, 1, ...will)],
  ['PUBACK', 'puback', 4, [0, 1]],
  ['PUBACK with a reason', 'puback', 5, [0, 1, 0x87, 4, 0x1f, ...field('x')]],
  ['PUBREL', 'pubrel', 5, [0, 1, 0x92]],
  ['SUBSCRIBE', 'subscribe', 4, [0, 1, ...field('a'), 2, ...field('b'), 0]],
  ['SUBSCRIBE with options', 'subscribe', 5, [0, 1, 2, 0x0b, 9, ...field('a'), 0x2e]],
  ['UNSUBSCRIBE', 'unsubscribe', 5, [0, 1, 0, ...field('a')]],
  ['DISCONNECT', 'disconnect', 5, [0x04, 5, 0x11, 0, 0, 0, 1]],
  ['PINGREQ', 'pingreq', 4, []],
])('%s passes', (_what, cmd, version, body) => {
  expect(faultOf(cmd, body, version === 5)).toBeUndefined()
})

test.each<[string, string, 4 | 5, number[], number]>([
  ['CONNECT with a reserved flag', 'connect', 4, connect(4, 3, ...field('a')), 0x81],
  ['CONNECT with bytes behind its end', 'connect', 4, connect(4, 2, ...field('a'), 0), 0x81],
  ['CONNECT with a password and no user', 'connect', 4, connect(4, 0x42, ...field('a'), ...field('p')), 0x81],
  ['CONNECT with a will of QoS 3', 'connect', 4, connect(4, 0x1e, ...field('a'), ...will), 0x81],
  ['CONNECT with a QoS of no will', 'connect', 4, connect(4, 0x0a, ...field('a')), 0x81],
  ['CONNECT with a will on a wildcard', 'connect', 4, connect(4, 6, ...field('a'), ...field('w/#'), 0, 0), 0x81],
  ['CONNECT that is cut off', 'connect', 4, connect(4, 0x82, ...field('a'), 0, 9), 0x81],
  [
    'CONNECT with a control character in the client id',
    'connect',
    5,
    connect(5, 2, 0, ...field('a\u0001'), ...[]),
    0x81,
  ],
  ['CONNECT with a receive maximum of 0', 'connect', 5, connect(5, 2, 3, 0x21, 0, 0, ...field('a')), 0x82],
  ['CONNECT with data and no method', 'connect', 5, connect(5, 2, 4, 0x16, ...field('x'), ...field('a')), 0x82],
  ['CONNECT of version 6', 'connect', 5, connect(6, 2, ...field('a')), 0x84],
  ['CONNECT of version 4 under the old name', 'connect', 4, [...field('MQIsdp'), 4, 2, 0, 10, ...field('a')], 0x84],
  ['PUBACK without an identifier', 'puback', 4, [0], 0x81],
  ['PUBACK with identifier 0', 'puback', 5, [0, 0], 0x82],
  ['PUBACK that is too long', 'puback', 4, [0, 1, 0], 0x81],
  ['PUBACK with a reason that it cannot have', 'puback', 5, [0, 1, 0x92], 0x82],
  ['PUBREL with a property of CONNECT', 'pubrel', 5, [0, 1, 0, 5, 0x11, 0, 0, 0, 1], 0x82],
  ['SUBSCRIBE with identifier 0', 'subscribe', 4, [0, 0, ...field('a'), 0], 0x81],
  ['SUBSCRIBE without a filter', 'subscribe', 5, [0, 1, 0], 0x82],
  ['SUBSCRIBE with QoS 3', 'subscribe', 4, [0, 1, ...field('a'), 3], 0x81],
  ['SUBSCRIBE with reserved options', 'subscribe', 5, [0, 1, 0, ...field('a'), 0x40], 0x81],
  ['SUBSCRIBE with retain handling 3', 'subscribe', 5, [0, 1, 0, ...field('a'), 0x30], 0x81],
  ['SUBSCRIBE with subscription identifier 0', 'subscribe', 5, [0, 1, 2, 0x0b, 0, ...field('a'), 0], 0x82],
  ['UNSUBSCRIBE with an empty filter', 'unsubscribe', 4, [0, 1, 0, 0], 0x81],
  ['UNSUBSCRIBE with a property that does not exist', 'unsubscribe', 5, [0, 1, 2, 0x7f, 0, ...field('a')], 0x81],
  ['DISCONNECT with a body', 'disconnect', 4, [0], 0x81],
  ['DISCONNECT with a property twice', 'disconnect', 5, [0, 10, 0x11, 0, 0, 0, 1, 0x11, 0, 0, 0, 1], 0x82],
  ['PINGREQ with a body', 'pingreq', 5, [0], 0x81],
  ['a length of more bytes than it needs', 'unsubscribe', 5, [0, 1, 0x80, 0, ...field('a')], 0x81],
])('%s is refused', (_what, cmd, version, body, reasonCode) => {
  expect(faultOf(cmd, body, version === 5)).toMatchObject({ reasonCode })
})

test.each([
  [5, [0x20, 3, 0, 0x81, 0]],
  [4, undefined],
])('a malformed CONNECT of version %i is answered with %j', (version, connack) => {
  const fault = faultOf('connect', connect(version, 3, ...(version === 5 ? [0] : []), ...field('a')), false)
  expect(fault?.connack).toEqual(connack === undefined ? undefined : Buffer.from(connack))
})

test('whatever a packet holds, it passes or is refused with a reason', () => {
  const cmds = fc.constantFrom(
    'connect',
    'puback',
    'pubrec',
    'pubrel',
    'pubcomp',
    'subscribe',
    'unsubscribe',
    'disconnect',
  )
  const body = fc.oneof(
    fc.array(fc.nat(255), { maxLength: 40 }),
    fc.array(fc.nat(255), { maxLength: 30 }).map((rest) => connect(5, 0xc6, ...rest)),
  )
  const checking = fc.property(cmds, body, fc.boolean(), (cmd, bytes, isVersion5) => {
    const fault = faultOf(cmd, bytes, isVersion5)
    if (fault !== undefined) expect([0x81, 0x82, 0x84, 0x85]).toContain(fault.reasonCode)
  })
  expect(() => fc.assert(checking, { seed: 3, numRuns: 5000 })).not.toThrow()
})
