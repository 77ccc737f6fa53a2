import { type DisplayId, type GroupId, isDisplayId, isName, type Name } from './ids.ts'
import { type DisplayTopicKind, type HubTopicKind, type TopicKind, type TopicRule, topicTable } from './topic-table.ts'

/** Whom a topic addresses. */
export type Target =
  | { readonly kind: 'display'; readonly id: DisplayId }
  | { readonly kind: 'group'; readonly id: GroupId }
  | { readonly kind: 'all' }

/** A topic below `displays/`. `name` is the page, input or sensor. */
export interface DisplayTopic {
  readonly kind: DisplayTopicKind
  readonly target: Target
  readonly name?: Name
}

/** A topic name taken apart. The `name` of a report is the message id. */
export type ParsedTopic =
  | DisplayTopic
  | { readonly kind: Exclude<HubTopicKind, 'deliveries'> }
  | { readonly kind: 'deliveries'; readonly name: string }

const displayPaths = new Map<string, DisplayTopicKind>()
const namedDisplayPaths = new Map<string, DisplayTopicKind>()
for (const [kind, rule] of Object.entries(topicTable) as [TopicKind, TopicRule][]) {
  if (rule.direction === 'hub') continue
  if (rule.path.endsWith('/+')) namedDisplayPaths.set(rule.path.slice(0, -2), kind as DisplayTopicKind)
  else displayPaths.set(rule.path, kind as DisplayTopicKind)
}

const hubTopics = new Map<string, Exclude<HubTopicKind, 'deliveries'>>([
  ['marquee/status', 'hubStatus'],
  ['marquee/rejections', 'rejections'],
  ['marquee/room/message', 'roomMessage'],
  ['marquee/room/people', 'roomPeople'],
])

/** Takes a topic name apart; `undefined` if it is none of Marquee's. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  if (topic.startsWith('displays/')) return parseDisplayTopic(topic)
  const hubTopic = hubTopics.get(topic)
  if (hubTopic !== undefined) return { kind: hubTopic }
  if (/^marquee\/deliveries\/[A-Za-z0-9_-]{1,36}$/.test(topic)) {
    return { kind: 'deliveries', name: topic.slice('marquee/deliveries/'.length) }
  }
  return undefined
}

function parseDisplayTopic(topic: string): ParsedTopic | undefined {
  const parts = topic.split('/')
  const target = parseTarget(parts)
  if (target === undefined) return undefined
  const path = parts.slice(target.kind === 'group' ? 3 : 2)
  const plain = displayPaths.get(path.join('/'))
  const kind = plain ?? (path.length === 2 ? namedDisplayPaths.get(path[0] as string) : undefined)
  if (kind === undefined || (target.kind !== 'display' && !topicTable[kind].broadcast)) return undefined
  if (plain !== undefined) return { kind, target }
  const name = path[1] as string
  return isName(name) ? { kind, target, name } : undefined
}

function parseTarget(parts: readonly string[]): Target | undefined {
  const id = parts[1] as string
  if (id === 'all') return { kind: 'all' }
  if (id === 'group') return parts[2] !== undefined && isName(parts[2]) ? { kind: 'group', id: parts[2] } : undefined
  return isDisplayId(id) ? { kind: 'display', id } : undefined
}

/** `displays/<id>`, `displays/group/<g>` or `displays/all`. */
export function targetPrefix(target: Target): string {
  switch (target.kind) {
    case 'display':
      return `displays/${target.id}`
    case 'group':
      return `displays/group/${target.id}`
    case 'all':
      return 'displays/all'
  }
}

/** The topic name of one kind for one target; `name` where the table has a `+`. */
export function displayTopic(kind: DisplayTopicKind, target: Target, name = ''): string {
  return `${targetPrefix(target)}/${topicTable[kind].path.replace('+', name)}`
}

/** The topic filter for one kind on every display: `displays/+/screen`. */
export function displayTopicFilter(kind: DisplayTopicKind): string {
  return `displays/+/${topicTable[kind].path}`
}

export const hubStatusTopic = 'marquee/status'
export const rejectionsTopic = 'marquee/rejections'
export const roomMessageTopic = 'marquee/room/message'
export const roomPeopleTopic = 'marquee/room/people'
export const reportsFilter = 'marquee/deliveries/+'

/** Where the reports of one message appear. */
export function reportTopic(messageId: string): string {
  return `marquee/deliveries/${messageId}`
}
