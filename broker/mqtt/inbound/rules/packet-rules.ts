import { BodyReader } from './body-reader.ts'
import { checkConnect } from './connect-fields.ts'
import { MalformedPacket, protocolError } from './malformed.ts'
import { checkProperties } from './properties.ts'

const highestOptions = 0x3f
const retainHandling3 = 0x30

/** Reason codes that a client may give. */
const reasonCodes: Readonly<Record<string, readonly number[]>> = {
  puback: [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99],
  pubrec: [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99],
  pubrel: [0x00, 0x92],
  pubcomp: [0x00, 0x92],
}

/**
 * Holds a packet to the specification before mqtt-packet reads it, which lets much pass: lengths that do not fit, reserved
 * bits, properties that do not belong there or come twice. PUBLISH has rules of its own. Throws `MalformedPacket`.
 */
export function checkPacket(cmd: string, body: Buffer, isVersion5: boolean): void {
  switch (cmd) {
    case 'connect':
      checkConnect(body)
      return
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      checkAcknowledgement(cmd, body, isVersion5)
      return
    case 'subscribe':
      checkSubscribe(body, isVersion5)
      return
    case 'unsubscribe':
      checkUnsubscribe(body, isVersion5)
      return
    case 'pingreq':
      if (body.length > 0) throw new MalformedPacket('a PINGREQ has no body')
      return
    case 'disconnect':
      checkDisconnect(body, isVersion5)
      return
    default:
  }
}

function checkPacketId(reader: BodyReader, reasonCode?: number): void {
  if (reader.number(2) === 0) throw new MalformedPacket('a packet identifier is 0', reasonCode)
}

function checkReasonCode(cmd: string, reader: BodyReader): void {
  const code = reader.number(1)
  if (!reasonCodes[cmd]?.includes(code))
    throw new MalformedPacket(`${cmd} has no reason code 0x${code.toString(16)}`, protocolError)
}

function checkAcknowledgement(cmd: string, body: Buffer, isVersion5: boolean): void {
  const reader = new BodyReader(body)
  checkPacketId(reader, protocolError)
  if (isVersion5 && !reader.isAtEnd) checkReasonCode(cmd, reader)
  if (isVersion5 && !reader.isAtEnd) checkProperties(reader, 'ack')
  checkEnd(reader)
}

function checkSubscribe(body: Buffer, isVersion5: boolean): void {
  const reader = new BodyReader(body)
  checkPacketId(reader)
  if (isVersion5) checkProperties(reader, 'subscribe')
  if (reader.isAtEnd) throw new MalformedPacket('a SUBSCRIBE has no filter', isVersion5 ? protocolError : undefined)
  while (!reader.isAtEnd) {
    if (reader.string().length === 0) throw new MalformedPacket('a topic filter is empty')
    const options = reader.number(1)
    const isReserved = isVersion5
      ? options > highestOptions || (options & retainHandling3) === retainHandling3
      : options > 3
    if ((options & 3) === 3 || isReserved) throw new MalformedPacket('the options of a subscription do not exist')
  }
}

function checkUnsubscribe(body: Buffer, isVersion5: boolean): void {
  const reader = new BodyReader(body)
  checkPacketId(reader)
  if (isVersion5) checkProperties(reader, 'unsubscribe')
  if (reader.isAtEnd) throw new MalformedPacket('an UNSUBSCRIBE has no filter', isVersion5 ? protocolError : undefined)
  while (!reader.isAtEnd) if (reader.string().length === 0) throw new MalformedPacket('a topic filter is empty')
}

function checkDisconnect(body: Buffer, isVersion5: boolean): void {
  const reader = new BodyReader(body)
  // Whatever its reason: the client leaves.
  if (isVersion5 && !reader.isAtEnd) reader.number(1)
  if (isVersion5 && !reader.isAtEnd) checkProperties(reader, 'disconnect')
  checkEnd(reader)
}

function checkEnd(reader: BodyReader): void {
  if (!reader.isAtEnd) throw new MalformedPacket('a packet is longer than what it holds')
}
