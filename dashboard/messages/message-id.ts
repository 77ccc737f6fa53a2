/** A new message id. `crypto.randomUUID` is missing on plain http pages of other hosts, so this does without. */
export function newMessageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
