/**
 * FNV-1a, 32 bit, over bytes, as 8 lower-case hex digits.
 * Boards know a payload that carries no id by `~` and this.
 */
export function fnv1a32Hex(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < bytes.length; index++) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
