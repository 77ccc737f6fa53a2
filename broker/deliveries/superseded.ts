import type { TrackedDelivery, TrackedMessage } from './delivery.ts'

/** Why a message that waits is not to be shown any more once a newer one is there, as a board would say it. */
export function supersededBy(newer: TrackedMessage, older: TrackedMessage): 'newer_text' | 'same_key' | undefined {
  if (newer.isPlainText && older.isPlainText) return 'newer_text'
  return newer.body.key !== undefined && newer.body.key === older.body.key ? 'same_key' : undefined
}

/**
 * What of the open deliveries of a display, oldest first, a newer one among them has made void: all plain texts but the
 * last, and all of one key but the last.
 */
export function superseded(open: readonly TrackedDelivery[]): [TrackedDelivery, 'newer_text' | 'same_key'][] {
  const found: [TrackedDelivery, 'newer_text' | 'same_key'][] = []
  const keys = new Set<string>()
  let hasPlainText = false
  for (const delivery of open.toReversed()) {
    const { isPlainText, body } = delivery.message
    if (isPlainText && hasPlainText) found.push([delivery, 'newer_text'])
    else if (body.key !== undefined && keys.has(body.key)) found.push([delivery, 'same_key'])
    hasPlainText ||= isPlainText
    if (body.key !== undefined) keys.add(body.key)
  }
  return found.reverse()
}
