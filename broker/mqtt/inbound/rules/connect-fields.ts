import { isTopicName } from '../topic-names.ts'
import { BodyReader } from './body-reader.ts'
import { clientIdInvalid, MalformedPacket, protocolError, unsupportedVersion } from './malformed.ts'
import { checkProperties } from './properties.ts'

const hasUser = 0x80
const hasPassword = 0x40
const willRetain = 0x20
const willQos = 0x18
const hasWill = 0x04
const reserved = 0x01
const authenticationMethod = 0x15
const authenticationData = 0x16
const responseTopic = 0x08

const versions: Readonly<Record<string, readonly number[]>> = { MQIsdp: [3], MQTT: [4, 5] }

/** The body of a CONNECT [MQTT-3.1]. Throws `MalformedPacket`, with the CONNACK that the version of the client has for it. */
export function checkConnect(body: Buffer): void {
  const reader = new BodyReader(body)
  const name = reader.string()
  // A bridge says so in the highest bit of its version.
  const version = reader.number(1) & 127
  if (!versions[name]?.includes(version)) throw wrongVersion(name, version)
  try {
    checkFields(reader, version)
  } catch (error) {
    if (error instanceof MalformedPacket && version === 5) error.connack = connackOf(error.reasonCode)
    throw error
  }
}

/** A server may answer a version that it does not know in the form of MQTT 5 [MQTT-3.1.2-2]; older ones have code 1. */
function wrongVersion(name: string, version: number): MalformedPacket {
  const error = new MalformedPacket(`there is no version ${version} of ${name}`, unsupportedVersion)
  if (versions[name] === undefined) return error
  error.connack = version >= 3 && version <= 5 ? Buffer.from([0x20, 2, 0, 1]) : connackOf(unsupportedVersion)
  return error
}

function connackOf(reasonCode: number): Buffer {
  return Buffer.from([0x20, 3, 0, reasonCode, 0])
}

function checkFields(reader: BodyReader, version: number): void {
  const flags = reader.number(1)
  const isVersion5 = version === 5
  if (version !== 3 && flags & reserved) throw new MalformedPacket('a reserved flag of the CONNECT is set')
  checkFlags(flags, version)
  reader.number(2)
  if (isVersion5) {
    const properties = checkProperties(reader, 'connect')
    if (properties.has(authenticationData) && !properties.has(authenticationMethod))
      throw new MalformedPacket('authentication data without a method', protocolError)
  }
  checkClientId(reader)
  if (flags & hasWill) checkWill(reader, isVersion5)
  if (flags & hasUser) reader.string()
  if (flags & hasPassword) reader.binary()
  if (!reader.isAtEnd) throw new MalformedPacket('there are bytes behind the end of the CONNECT')
}

function checkFlags(flags: number, version: number): void {
  if ((flags & willQos) === willQos) throw new MalformedPacket('the will has QoS 3')
  if (!(flags & hasWill) && flags & (willQos | willRetain))
    throw new MalformedPacket('there is no will, but flags of one')
  if (version < 5 && flags & hasPassword && !(flags & hasUser))
    throw new MalformedPacket('there is a password without a user name')
}

function checkClientId(reader: BodyReader): void {
  try {
    reader.string()
  } catch (error) {
    if (!(error instanceof MalformedPacket) || reader.isAtEnd) throw error
    throw new MalformedPacket(error.message, clientIdInvalid)
  }
}

function checkWill(reader: BodyReader, isVersion5: boolean): void {
  if (isVersion5) {
    const topic = checkProperties(reader, 'will').get(responseTopic)
    if (topic !== undefined && !isTopicName(String(topic)))
      throw new MalformedPacket('the response topic of the will is not a topic name', protocolError)
  }
  if (!isTopicName(reader.string())) throw new MalformedPacket('the topic of the will is not a topic name')
  reader.binary()
}
