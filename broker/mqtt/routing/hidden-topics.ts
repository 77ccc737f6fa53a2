const hubRoot = 'marquee/'

/**
 * Topics that a filter which begins with a wildcard does not match: those that begin with `$` [MQTT-4.7.2-1], and the hub's
 * own, so that a bridge or a tool that takes everything does not send the hub's reports and refusals back to it.
 */
export function isHiddenFromWildcards(topic: string): boolean {
  return topic.startsWith('$') || topic.startsWith(hubRoot)
}

export function beginsWithWildcard(filter: string): boolean {
  return filter.startsWith('+') || filter.startsWith('#')
}
