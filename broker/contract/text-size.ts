const encoder = new TextEncoder()

/** The size of a text in bytes of UTF-8, which is what boards have room for. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}
