import { BodyReader } from './inbound/rules/body-reader.ts'
import { MalformedPacket, protocolError } from './inbound/rules/malformed.ts'
import { skipProperty } from './inbound/rules/properties.ts'

/** The properties of a PUBLISH (MQTT 5, section 3.3.2.3) under the names of mqtt-packet. */
export interface PublishProperties {
  payloadFormatIndicator?: boolean
  messageExpiryInterval?: number
  topicAlias?: number
  contentType?: string
  responseTopic?: string
  correlationData?: Buffer
  /** From the hub to a subscriber only. */
  subscriptionIdentifier?: readonly number[]
  /** Names and values in their order [MQTT-3.3.2-18]; mqtt-packet groups them by name. */
  userProperties?: readonly UserProperty[]
}
export type UserProperty = readonly [name: string, value: string]

const codes = {
  payloadFormatIndicator: 0x01,
  messageExpiryInterval: 0x02,
  contentType: 0x03,
  responseTopic: 0x08,
  correlationData: 0x09,
  subscriptionIdentifier: 0x0b,
  topicAlias: 0x23,
  userProperty: 0x26,
} as const

/**
 * Reads the properties that a client put between `start` and `end`, the length before them not included. Throws
 * `MalformedPacket` for one that does not belong there, comes twice or is cut: mqtt-packet lets all of these through.
 */
export function readPublishProperties(bytes: Buffer, start: number, end: number): PublishProperties {
  const reader = new BodyReader(bytes, start, end)
  const properties: PublishProperties = {}
  const userProperties: UserProperty[] = []
  const once = <Name extends keyof PublishProperties>(name: Name, value: PublishProperties[Name]) => {
    if (properties[name] !== undefined) throw new MalformedPacket(`the property ${name} comes twice`, protocolError)
    properties[name] = value
  }
  while (!reader.isAtEnd) {
    const code = reader.variable()
    switch (code) {
      case codes.payloadFormatIndicator: {
        const indicator = reader.number(1)
        if (indicator > 1) throw new MalformedPacket('the payload format indicator is neither 0 nor 1', protocolError)
        once('payloadFormatIndicator', indicator === 1)
        break
      }
      case codes.messageExpiryInterval:
        once('messageExpiryInterval', reader.number(4))
        break
      case codes.topicAlias:
        once('topicAlias', reader.number(2))
        break
      case codes.contentType:
        once('contentType', reader.string())
        break
      case codes.responseTopic:
        once('responseTopic', reader.string())
        break
      case codes.correlationData:
        once('correlationData', reader.binary())
        break
      case codes.userProperty:
        userProperties.push([reader.string(), reader.string()])
        break
      default:
        throw new MalformedPacket(
          `a PUBLISH of a client has no property 0x${code.toString(16)}`,
          reasonOf(code, reader),
        )
    }
  }
  if (userProperties.length > 0) properties.userProperties = userProperties
  return properties
}

/** A property of another packet is an error of the protocol, one that does not exist or is cut off makes the packet malformed. */
function reasonOf(code: number, reader: BodyReader): number {
  skipProperty(reader, code)
  return protocolError
}

/** The bytes of properties as they go to a subscriber, their length before them. */
export function writePublishProperties(properties: PublishProperties): Buffer {
  const parts: Buffer[] = []
  const { payloadFormatIndicator, messageExpiryInterval, contentType, responseTopic, correlationData } = properties
  if (payloadFormatIndicator !== undefined)
    parts.push(Buffer.from([codes.payloadFormatIndicator, payloadFormatIndicator ? 1 : 0]))
  if (messageExpiryInterval !== undefined) {
    const part = Buffer.alloc(5, codes.messageExpiryInterval)
    part.writeUInt32BE(messageExpiryInterval, 1)
    parts.push(part)
  }
  if (contentType !== undefined) parts.push(field(codes.contentType, contentType))
  if (responseTopic !== undefined) parts.push(field(codes.responseTopic, responseTopic))
  if (correlationData !== undefined) parts.push(field(codes.correlationData, correlationData))
  for (const identifier of properties.subscriptionIdentifier ?? [])
    parts.push(Buffer.from([codes.subscriptionIdentifier]), variable(identifier))
  for (const [name, value] of properties.userProperties ?? [])
    parts.push(field(codes.userProperty, name), field(undefined, value))
  const body = Buffer.concat(parts)
  return Buffer.concat([variable(body.length), body])
}

function field(code: number | undefined, value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  const start = code === undefined ? 0 : 1
  const part = Buffer.allocUnsafe(start + 2 + bytes.length)
  if (code !== undefined) part[0] = code
  part.writeUInt16BE(bytes.length, start)
  bytes.copy(part, start + 2)
  return part
}

function variable(value: number): Buffer {
  const digits: number[] = []
  let rest = value
  do {
    digits.push((rest & 127) | (rest >= 128 ? 128 : 0))
    rest >>>= 7
  } while (rest > 0)
  return Buffer.from(digits)
}
