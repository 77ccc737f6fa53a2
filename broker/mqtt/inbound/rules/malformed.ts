export const malformedPacket = 0x81
export const protocolError = 0x82
export const unsupportedVersion = 0x84
export const clientIdInvalid = 0x85

/** A packet that breaks a rule of the specification; the message says which, and the reason code what MQTT 5 calls it. */
export class MalformedPacket extends Error {
  readonly reasonCode: number
  /** The CONNACK that says so, for a CONNECT. */
  connack: Buffer | undefined

  constructor(message: string, reasonCode = malformedPacket) {
    super(message)
    this.reasonCode = reasonCode
  }
}
