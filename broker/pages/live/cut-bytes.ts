import { utf8Bytes } from '#contract/text-size.ts'

/** As many whole characters of a text as fit into so many bytes of UTF-8. */
export function cutBytes(text: string, maxBytes: number): string {
  if (utf8Bytes(text) <= maxBytes) return text
  let bytes = 0
  let length = 0
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > maxBytes) break
    length += character.length
  }
  return text.slice(0, length)
}
