import { limits } from '../../limits.ts'

/** Whether a PUBLISH or a will may go to this topic [MQTT-3.3.2-2]. */
export function isTopicName(topic: string): boolean {
  return topic.length > 0 && !topic.includes('+') && !topic.includes('#') && countLevels(topic) <= limits.maxTopicLevels
}

/** Whether this is a topic filter [MQTT-4.7.1-1, -2, -3]; stock Aedes takes `a#` and `a+`. */
export function isTopicFilter(filter: string): boolean {
  if (filter.length === 0) return false
  const levels = filter.split('/')
  if (levels.length > limits.maxTopicLevels) return false
  return levels.every(
    (level, index) =>
      level === '+' || (level === '#' ? index === levels.length - 1 : !level.includes('+') && !level.includes('#')),
  )
}

function countLevels(topic: string): number {
  let levels = 1
  for (let at = topic.indexOf('/'); at !== -1; at = topic.indexOf('/', at + 1)) levels++
  return levels
}
