import type { MessageProperties } from '../store.ts'

/** A name or payload as a blob: SQLite's text would end at U+0000. */
export function toBlob(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text) : text
}

export function fromBlob(blob: Uint8Array): Buffer {
  return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength)
}

export function nameFromBlob(blob: Uint8Array): string {
  return fromBlob(blob).toString()
}

/** The MQTT 5 properties of a PUBLISH as JSON; the only binary one travels as base64. */
export function toJson(properties: MessageProperties | undefined): string | null {
  if (properties === undefined) return null
  const { correlationData, ...others } = properties
  return JSON.stringify({ others, correlationData: correlationData?.toString('base64') })
}

export function fromJson(json: string | null): MessageProperties | undefined {
  if (json === null) return undefined
  const { others, correlationData } = JSON.parse(json) as { others: MessageProperties; correlationData?: string }
  return correlationData === undefined ? others : { ...others, correlationData: Buffer.from(correlationData, 'base64') }
}
