import type { TargetBody } from '#contract/message.ts'
import type { Recipients } from '../hub/worker-messages.ts'

/** A target of the API as everybody or selectors. */
export function recipientsOf(to: TargetBody): Recipients {
  if (to === 'all') return to
  return Array.isArray(to) ? to : [`group:${to.group}`]
}

/** Everybody or selectors as a target of the API. */
export function targetOf(to: Recipients): TargetBody {
  return to === 'all' ? to : [...to]
}
