import type { Report } from '#contract/delivery.ts'
import type { DisplayId } from '#contract/ids.ts'
import { parseSelector } from '#contract/selectors.ts'
import { displayTopic, parseTopic, type Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import { noCounts } from './delivery.ts'

type Reaches = (target: Target) => boolean

/** A report as somebody may read it; `undefined` if the message is none of their business. */
export function readableReport<Whole extends Report>(
  whole: Whole,
  principal: Principal,
  { mayReach, mayReceive }: Pick<Rights, 'mayReach' | 'mayReceive'>,
): Whole | undefined {
  if (principal.reach === undefined) return mayReceive(principal, whole.topic) ? whole : undefined
  const own = withinReach(whole, (target) => mayReach(principal, target))
  return Object.keys(own.displays).length > 0 || mayReceive(principal, whole.topic) ? own : undefined
}

/** What of a report concerns somebody with a limited reach: their displays, counted anew, and no names of others. */
export function withinReach<Whole extends Report>(report: Whole, reaches: Reaches): Whole {
  const isReached = (id: string) => reaches({ kind: 'display', id: id as DisplayId })
  const own = Object.entries(report.displays).filter(([id]) => isReached(id))
  const counts = noCounts()
  for (const [, { state }] of own) counts[state]++
  return {
    ...report,
    topic: topicWithin(report.topic, own[0]?.[0], reaches),
    to: report.to.filter((selector) => isSelectorWithin(selector, reaches)),
    displays: Object.assign(Object.create(null), Object.fromEntries(own)),
    counts,
    complete: counts.queued === 0 && counts.sent === 0,
  }
}

/** Whether somebody may know of a selector: of displays and groups only their own. */
export function isSelectorWithin(text: string, reaches: Reaches): boolean {
  const what = parseSelector(text)?.what
  if (what === undefined) return false
  return what.kind === 'all' || what.kind === 'size' || reaches(what)
}

/** Of a message to several displays the topic is that of the first, who may be somebody else's. */
function topicWithin(topic: string, own: string | undefined, reaches: Reaches): string {
  const parsed = parseTopic(topic)
  if (parsed === undefined || !('target' in parsed)) return topic
  if (parsed.target.kind === 'all' || reaches(parsed.target) || own === undefined) return topic
  return displayTopic('message', { kind: 'display', id: own as DisplayId })
}
