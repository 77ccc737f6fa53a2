import type { DeliveryState } from '#contract/delivery.ts'

export type Counts = Readonly<Record<DeliveryState, number>>

/** The states in the order in which people want to know them, with their words. */
export const stateWords: readonly (readonly [DeliveryState, string])[] = [
  ['shown', 'shown'],
  ['dismissed', 'dismissed'],
  ['sent', 'on the way'],
  ['queued', 'queued'],
  ['replaced', 'replaced'],
  ['expired', 'expired'],
  ['rejected', 'rejected'],
]

/** "5 shown · 1 queued", or that nobody was there to show it. */
export function countsText(counts: Counts): string {
  return countsParts(counts).join(' · ')
}

/** The same, part by part. */
export function countsParts(counts: Counts): readonly string[] {
  const parts = stateWords.filter(([state]) => counts[state] > 0).map(([state, word]) => `${counts[state]} ${word}`)
  return parts.length === 0 ? ['No display to show it on'] : parts
}
