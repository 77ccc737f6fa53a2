const brace = 0x7b
/** From here on a call into the runtime is faster than a loop. */
const longFrom = 128

/** Whether `{{` stands anywhere in a payload. Every message is asked, so it costs next to nothing. */
export function hasBraces(payload: Uint8Array): boolean {
  const { length } = payload
  let at = 0
  while (at < length) {
    if (length > longFrom) at = payload.indexOf(brace, at)
    else while (at < length && payload[at] !== brace) at++
    if (at < 0 || at >= length) return false
    if (payload[at + 1] === brace) return true
    at++
  }
  return false
}
