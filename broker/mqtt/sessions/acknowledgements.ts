import { generate } from 'mqtt-packet'
import { WirePacket } from '../connection/wire-packet.ts'

const types = { puback: 0x40, pubrec: 0x50, pubrel: 0x62, pubcomp: 0x70 } as const

/** PUBACK and its kin without a reason: the same four bytes in every version of MQTT. */
export function acknowledgement(cmd: keyof typeof types, packetId: number): WirePacket {
  const packet = WirePacket.allocate(4)
  packet.bytes[0] = types[cmd]
  packet.bytes[1] = 2
  packet.bytes.writeUInt16BE(packetId, 2)
  return packet
}

/** The refusal of a PUBLISH, which only MQTT 5 has. */
export function refusal(
  cmd: 'puback' | 'pubrec',
  { packetId, reasonCode, reason }: { packetId: number; reasonCode: number; reason: string | undefined },
): WirePacket {
  const properties = reason === undefined ? {} : { properties: { reasonString: reason } }
  return WirePacket.from([generate({ cmd, messageId: packetId, reasonCode, ...properties }, { protocolVersion: 5 })])
}
