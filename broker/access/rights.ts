import { isDisplayId } from '#contract/ids.ts'
import { namedBy } from '#contract/selectors.ts'
import { type TopicRule, topicTable } from '#contract/topic-table.ts'
import { type ParsedTopic, parseTopic, type Target } from '#contract/topics.ts'
import type { Principal } from './principal.ts'

/** What the rules need to know of the rest of the hub. Everything answers at once, from memory. */
export interface RightsFacts {
  groupsOf(display: string): readonly string[]
  /** The displays that a display may send messages to. */
  peersOf(display: string): ReadonlySet<string>
  /** Whether a display has a secret of its own, so that nobody else may speak for it. */
  hasSecret(display: string): boolean
  /** What the report of a message names, while it is kept: its topic, its selectors, its displays. */
  addressOf(message: string): MessageAddress | undefined
}

export interface MessageAddress {
  readonly topic: string
  readonly to: readonly string[]
  readonly displays: Iterable<string>
}

/** Who may do what over MQTT, derived from the topic table. */
export interface Rights {
  mayPublish(principal: Principal, topic: string): boolean
  /** Whether a filter may be subscribed to. Of what it matches only that is sent which `mayReceive` allows. */
  maySubscribe(principal: Principal, filter: string): boolean
  mayReceive(principal: Principal, topic: string): boolean
  /** Whether a display, a group or all of them are among those that somebody is limited to. */
  mayReach(principal: Principal, target: Target): boolean
}

export function createRights(facts: RightsFacts): Rights {
  /** Whether somebody with a limited reach may have to do with a target. */
  function isInReach({ reach }: Principal, target: Target): boolean {
    if (reach === undefined) return true
    if (target.kind === 'group') return reach.groups.has(target.id)
    if (target.kind === 'all') return false
    return reach.displays.has(target.id) || facts.groupsOf(target.id).some((group) => reach.groups.has(group))
  }

  function isForDisplay(id: string, target: Target): boolean {
    if (target.kind === 'display') return target.id === id
    return target.kind === 'all' || facts.groupsOf(id).includes(target.id)
  }

  /** A board without a secret, as they run on a desk or in a test, may be spoken for by the machine that the hub runs on. */
  function maySpeakFor({ kind }: Principal, target: Target): boolean {
    return (kind === 'local' || kind === 'anyone') && target.kind === 'display' && !facts.hasSecret(target.id)
  }

  function mayPublishOwn(principal: Principal, topic: ParsedTopic): boolean {
    // What belongs to the hub alone is refused for everybody, with a sentence of its own.
    if (!('target' in topic)) return principal.role !== 'pairing'
    const { target } = topic
    const rule: TopicRule = topicTable[topic.kind]
    if (principal.role === 'display') {
      if (target.kind !== 'display') return false
      if (target.id === principal.id) return rule.publish.includes('display')
      return rule.publish.includes('peer') && facts.peersOf(principal.id).has(target.id)
    }
    if (principal.role === 'pairing') return false
    if (rule.publish.includes('display') && maySpeakFor(principal, target)) return true
    return rule.publish.includes(principal.role) && isInReach(principal, target)
  }

  function mayReceiveOwn(principal: Principal, topic: string): boolean {
    const parsed = parseTopic(topic)
    if (parsed === undefined) return isUnlimited(principal)
    if ('target' in parsed) {
      if (principal.role === 'display') return isForDisplay(principal.id, parsed.target)
      const readers: TopicRule['subscribe'] = topicTable[parsed.kind].subscribe
      if (principal.role === 'pairing' || !readers.includes(principal.role)) return false
      // What everybody is sent concerns everybody.
      return parsed.target.kind === 'all' || isInReach(principal, parsed.target)
    }
    if (principal.role === 'display') return parsed.kind === 'hubStatus'
    // In the room everybody is.
    const isForAll = parsed.kind === 'hubStatus' || parsed.kind === 'roomMessage' || parsed.kind === 'roomPeople'
    if (principal.reach === undefined || isForAll) return true
    if (parsed.kind !== 'deliveries') return false
    return reachesAll(principal, parsed.name)
  }

  /** A report names displays, so over MQTT, where everybody gets the same, it is for those who reach all of them. */
  function reachesAll(principal: Principal, message: string): boolean {
    const address = facts.addressOf(message)
    const parsed = address && parseTopic(address.topic)
    if (address === undefined || parsed === undefined || !('target' in parsed)) return false
    const named = [parsed.target, ...[...address.to, ...address.displays].flatMap((text) => namedBy(text) ?? [])]
    return named.every((target) => isInReach(principal, target))
  }

  return {
    mayReach: isInReach,
    mayPublish(principal, topic) {
      if (topic.startsWith('pairing/')) return isPairingTopic(principal, topic, 'hello')
      const parsed = parseTopic(topic)
      if (parsed !== undefined) return mayPublishOwn(principal, parsed)
      // A misspelled topic of Marquee is told from a forbidden one where topics are looked at.
      if (isMarquees(topic)) return principal.role !== 'display' && principal.role !== 'pairing'
      return isUnlimited(principal) && principal.role !== 'viewer'
    },
    maySubscribe(principal, filter) {
      if (filter.startsWith('pairing/'))
        return principal.kind === 'pairing' && filter.startsWith(`pairing/${principal.id}/`)
      if (filter.startsWith('$')) return mayReadDollar(principal, filter)
      if (principal.role === 'pairing') return false
      if (principal.role === 'display') return isWithin(filter, principal.id, facts.groupsOf(principal.id))
      return true
    },
    mayReceive(principal, topic) {
      if (topic.startsWith('displays/') || topic.startsWith('marquee/'))
        return principal.role !== 'pairing' && mayReceiveOwn(principal, topic)
      if (topic.startsWith('pairing/')) return isPairingTopic(principal, topic, undefined)
      if (topic.startsWith('$')) return mayReadDollar(principal, topic)
      return isUnlimited(principal)
    },
  }
}

/** Topics that are none of Marquee's are for people and programs that are not limited to some displays. */
function isUnlimited({ role, reach }: Principal): boolean {
  return reach === undefined && role !== 'display' && role !== 'pairing'
}

/** `$SYS` tells client ids and filters of others. */
function mayReadDollar(principal: Principal, topicOrFilter: string): boolean {
  return isUnlimited(principal) && (principal.role === 'administrator' || !/^\$SYS(?:\/|$)/.test(topicOrFilter))
}

function isMarquees(topic: string): boolean {
  return topic.startsWith('displays/') || topic.startsWith('marquee/')
}

function isPairingTopic(principal: Principal, topic: string, last: string | undefined): boolean {
  if (principal.kind !== 'pairing') return false
  const [, board, what, ...rest] = topic.split('/')
  return board === principal.id && rest.length === 0 && (last === undefined ? what !== 'hello' : what === last)
}

/** Whether every topic that a filter matches is below the display itself, one of its groups, or `all`. */
function isWithin(filter: string, id: string, groups: readonly string[]): boolean {
  if (filter === 'marquee/status') return true
  const [root, target, group] = filter.split('/')
  if (root !== 'displays' || target === undefined) return false
  if (target === 'group') return group !== undefined && groups.includes(group)
  return target === 'all' || (target === id && isDisplayId(target))
}
