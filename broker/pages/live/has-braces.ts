const brace = 0x7b

/** Whether `{{` stands anywhere in a payload: whatever has none costs a search for one byte. */
export function hasBraces(payload: Uint8Array): boolean {
  let at = payload.indexOf(brace)
  while (at >= 0) {
    if (payload[at + 1] === brace) return true
    at = payload.indexOf(brace, at + 1)
  }
  return false
}
