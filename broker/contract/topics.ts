import { type DisplayId, type GroupId, isDisplayId, isName, type Name } from './ids.ts'

/** Who may publish or subscribe. A `display` only under its own id; a `peer` is a display that the target's name is listed for. */
export type Role = 'viewer' | 'operator' | 'administrator' | 'display' | 'peer' | 'bridge' | 'hub'

/** One row of the topic table. Direction is seen from the board; `hub` topics are the hub's own. */
export interface TopicRule {
  /** Last part of the topic, below `displays/<id>/` or `marquee/`. `+` stands for a name. */
  readonly path: string
  readonly direction: 'in' | 'out' | 'hub'
  /** Whether it may also be published to `group/<g>` and `all`. */
  readonly broadcast: boolean
  readonly retain: boolean
  /** Recommended QoS for publishers; every QoS is accepted. */
  readonly qos: 0 | 1
  readonly publish: readonly Role[]
  readonly subscribe: readonly Role[]
  readonly payload: string
  readonly purpose: string
}

const people: readonly Role[] = ['operator', 'administrator', 'bridge', 'hub']
const readers: readonly Role[] = ['viewer', 'operator', 'administrator', 'bridge', 'hub']
const administrators: readonly Role[] = ['administrator', 'hub']
const board: readonly Role[] = ['display', 'hub']
const hub: readonly Role[] = ['hub']

const toBoard = { direction: 'in', qos: 1, subscribe: [...board, ...readers] } as const
const fromBoard = { direction: 'out', qos: 0, broadcast: false, publish: board, subscribe: readers } as const
const fromHub = { direction: 'hub', qos: 0, broadcast: false, publish: hub, subscribe: readers } as const

/** Every topic of Marquee. Access rules, validation, the dashboard and `docs/protocol.md` read this table. */
export const topicTable = {
  message: {
    ...toBoard,
    path: 'message',
    broadcast: true,
    retain: false,
    publish: [...people, 'peer'],
    payload: 'plain UTF-8 text, or a JSON message',
    purpose: 'Text shown once. An empty payload clears the glass.',
  },
  page: {
    ...toBoard,
    path: 'page/+',
    broadcast: true,
    retain: true,
    publish: people,
    payload: 'plain UTF-8 text, or a JSON message',
    purpose: 'Text that stays and rotates with other pages. An empty payload deletes it.',
  },
  dismiss: {
    ...toBoard,
    path: 'dismiss',
    broadcast: true,
    retain: false,
    publish: people,
    payload: 'message id, key, or empty',
    purpose: 'Takes a message away; empty means what is shown now.',
  },
  command: {
    ...toBoard,
    path: 'command',
    broadcast: true,
    retain: false,
    publish: people,
    payload: '`clear`, `identify`, `restart` or `refresh`',
    purpose: 'Does something once.',
  },
  backlightSet: {
    ...toBoard,
    path: 'backlight/set',
    broadcast: false,
    retain: false,
    publish: people,
    payload: '`ON`, `OFF`, or a JSON switch',
    purpose: 'Switches the backlight.',
  },
  ledSet: {
    ...toBoard,
    path: 'led/set',
    broadcast: false,
    retain: false,
    publish: people,
    payload: '`ON`, `OFF`, or a JSON switch',
    purpose: 'Switches the LED.',
  },
  config: {
    ...toBoard,
    path: 'config',
    broadcast: false,
    retain: true,
    publish: administrators,
    payload: 'JSON settings',
    purpose: 'Settings of this board that the hub owns.',
  },
  credentials: {
    ...toBoard,
    path: 'credentials',
    qos: 0,
    broadcast: false,
    retain: false,
    publish: hub,
    subscribe: board,
    payload: 'JSON credentials',
    purpose: 'A new secret of this display, which it stores and connects with from then on.',
  },
  status: {
    ...fromBoard,
    path: 'status',
    retain: true,
    qos: 1,
    payload: '`online` or `offline`',
    purpose: 'Presence. `offline` is the will of the board.',
  },
  about: {
    ...fromBoard,
    path: 'about',
    retain: true,
    payload: 'JSON description',
    purpose: 'What the board is and can do, after each connect.',
  },
  screen: {
    ...fromBoard,
    path: 'screen',
    retain: true,
    payload: 'JSON screen',
    purpose: 'What is on the glass now, at most 4 times a second.',
  },
  ack: {
    ...fromBoard,
    path: 'ack',
    retain: false,
    payload: 'JSON acknowledgement',
    purpose: 'What became of one message.',
  },
  telemetry: {
    ...fromBoard,
    path: 'telemetry',
    retain: false,
    payload: 'JSON figures',
    purpose: 'Health of the board, every 60 s.',
  },
  backlight: {
    ...fromBoard,
    path: 'backlight',
    retain: true,
    payload: '`ON`, `OFF`, or a JSON switch',
    purpose: 'Confirmed state of the backlight.',
  },
  led: {
    ...fromBoard,
    path: 'led',
    retain: true,
    payload: '`ON`, `OFF`, or a JSON switch',
    purpose: 'Confirmed state of the LED.',
  },
  input: {
    ...fromBoard,
    path: 'input/+',
    retain: false,
    payload: 'JSON event',
    purpose: 'A button was pressed.',
  },
  sensor: {
    ...fromBoard,
    path: 'sensor/+',
    retain: true,
    payload: 'number or JSON',
    purpose: 'A reading of the board.',
  },
  log: {
    ...fromBoard,
    path: 'log',
    retain: false,
    payload: 'one line of text',
    purpose: 'What the board has to say.',
  },
  hubStatus: {
    ...fromHub,
    path: 'status',
    retain: true,
    qos: 1,
    payload: '`online` or `offline`',
    purpose: 'Presence of the hub.',
  },
  deliveries: {
    ...fromHub,
    path: 'deliveries/+',
    retain: false,
    payload: 'JSON report',
    purpose: 'Where a message stands, at most 10 times a second.',
  },
  rejections: {
    ...fromHub,
    path: 'rejections',
    retain: false,
    payload: 'JSON rejection',
    purpose: 'What was refused and why.',
  },
} as const satisfies Record<string, TopicRule>

export type TopicKind = keyof typeof topicTable
/** The topics below `displays/`. */
export type DisplayTopicKind = Exclude<TopicKind, 'hubStatus' | 'deliveries' | 'rejections'>

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
  | { readonly kind: 'hubStatus' | 'rejections' }
  | { readonly kind: 'deliveries'; readonly name: string }

const displayPaths = new Map<string, DisplayTopicKind>()
const namedDisplayPaths = new Map<string, DisplayTopicKind>()
for (const [kind, rule] of Object.entries(topicTable) as [TopicKind, TopicRule][]) {
  if (rule.direction === 'hub') continue
  if (rule.path.endsWith('/+')) namedDisplayPaths.set(rule.path.slice(0, -2), kind as DisplayTopicKind)
  else displayPaths.set(rule.path, kind as DisplayTopicKind)
}

/** Takes a topic name apart; `undefined` if it is none of Marquee's. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  if (topic.startsWith('displays/')) return parseDisplayTopic(topic)
  if (topic === 'marquee/status') return { kind: 'hubStatus' }
  if (topic === 'marquee/rejections') return { kind: 'rejections' }
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
export const reportsFilter = 'marquee/deliveries/+'

/** Where the reports of one message appear. */
export function reportTopic(messageId: string): string {
  return `marquee/deliveries/${messageId}`
}
