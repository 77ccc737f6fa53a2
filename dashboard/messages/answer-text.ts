import type { Answer } from '#contract/delivery.ts'
import { duration } from '../ui/duration.ts'

/** "Yes by button ok after 12 s" */
export function answerText({ label, reply, input }: Answer, ms: number | undefined): string {
  const by = input === undefined ? '' : ` by button ${input}`
  return `${label ?? reply}${by}${ms === undefined ? '' : ` after ${duration(ms)}`}`
}
