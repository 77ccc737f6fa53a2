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
  roomMessage: {
    ...fromHub,
    path: 'room/message',
    retain: false,
    payload: 'JSON room message',
    purpose: 'What was just written in the room, or sent to everybody.',
  },
  roomPeople: {
    ...fromHub,
    path: 'room/people',
    retain: true,
    payload: 'JSON list',
    purpose: 'Who is in the room, whenever that changes.',
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
/** The hub's own topics, below `marquee/`. */
export type HubTopicKind = 'hubStatus' | 'deliveries' | 'rejections' | 'roomMessage' | 'roomPeople'
/** The topics below `displays/`. */
export type DisplayTopicKind = Exclude<TopicKind, HubTopicKind>
