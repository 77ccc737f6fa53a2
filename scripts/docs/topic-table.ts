import { type PairingTopicKind, pairingTable, pairingTopic } from '#contract/pairing-topics.ts'
import { type Role, type TopicRule, topicTable } from '#contract/topic-table.ts'
import { code, table, yesOrNo } from './markdown.ts'

const sections = [
  ['in', 'To a display'],
  ['out', 'From a display'],
  ['hub', 'From the hub'],
] as const

/** The topics, one table per direction. */
export function topicTables(): string {
  const rules: readonly TopicRule[] = Object.values(topicTable)
  return sections
    .map(([direction, title]) => {
      const rows = rules.filter((rule) => rule.direction === direction).map(rowOf)
      const head = ['Topic', 'Payload', 'Retained', 'QoS', 'Published by', 'Subscribed by', 'Purpose']
      return `### ${title}\n\n${table(head, rows)}`
    })
    .join('\n\n')
}

/** The topics between the hub and a board that is not paired yet. */
export function pairingTopicTable(): string {
  const rows = (Object.keys(pairingTable) as PairingTopicKind[]).map((kind) => {
    const { direction, payload, purpose } = pairingTable[kind]
    return [code(pairingTopic(kind, '<board>')), direction, payload, purpose]
  })
  return table(['Topic', 'Direction', 'Payload', 'Purpose'], rows)
}

function rowOf(rule: TopicRule): string[] {
  return [
    topicsOf(rule).map(code).join('<br>'),
    rule.payload,
    yesOrNo(rule.retain),
    String(rule.qos),
    rolesOf(rule.publish),
    rolesOf(rule.subscribe),
    rule.purpose,
  ]
}

function topicsOf(rule: TopicRule): string[] {
  const path = rule.path.replace('+', rule.direction === 'hub' ? '<messageId>' : '<name>')
  if (rule.direction === 'hub') return [`marquee/${path}`]
  const targets = rule.broadcast ? ['<id>', 'group/<group>', 'all'] : ['<id>']
  return targets.map((target) => `displays/${target}/${path}`)
}

function rolesOf(roles: readonly Role[]): string {
  const others = roles.filter((role) => role !== 'hub')
  return others.length === 0 ? 'hub' : others.join(', ')
}
