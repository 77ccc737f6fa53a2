/** A part of the API, and what belongs to it. */
export interface ApiTag {
  readonly name: string
  readonly description: string
  readonly paths: RegExp
}

/** The first that fits counts. */
export const apiTags: readonly ApiTag[] = [
  {
    name: 'Messages',
    description: 'Send text to displays, see what became of it, send it again, take it away.',
    paths: /^\/api\/(?:messages|dismiss|exports|(?:displays|groups)\/[^/]+\/message$)/,
  },
  { name: 'Events', description: 'Hear of what happens as it happens.', paths: /^\/api\/events/ },
  {
    name: 'Pages',
    description: 'Text that stays and takes turns, and playlists of it.',
    paths: /^\/api\/(?:pages|playlists|render|(?:displays|groups)\/[^/]+\/pages)/,
  },
  { name: 'Schedules', description: 'Messages that are sent later.', paths: /^\/api\/schedules/ },
  { name: 'Quiet hours', description: 'When displays are left in peace.', paths: /^\/api\/quiet-hours/ },
  { name: 'Room', description: 'What everybody who is signed in reads and writes.', paths: /^\/api\/room/ },
  { name: 'Pairing', description: 'Boards that are to become displays.', paths: /^\/api\/pairing/ },
  { name: 'Displays', description: 'The displays that the hub knows, and their secrets.', paths: /^\/api\/displays/ },
  { name: 'Groups', description: 'Named sets of displays.', paths: /^\/api\/groups/ },
  { name: 'Virtual displays', description: 'Displays without a board.', paths: /^\/api\/virtual-displays/ },
  { name: 'Tokens', description: 'What scripts and other brokers come with.', paths: /^\/api\/tokens/ },
  {
    name: 'Log-in',
    description: 'Who is calling; claiming the hub, and your own account.',
    paths: /^\/api\/(?:session|claim|account|mqtt-ticket)/,
  },
  {
    name: 'People',
    description: 'Accounts, invitations and the audit log.',
    paths: /^\/api\/(?:users|invitations|audit)/,
  },
  { name: 'Settings', description: 'What can be changed while the hub runs.', paths: /^\/api\/settings/ },
]

const rest: ApiTag = { name: 'Other', description: 'Everything else.', paths: /^/ }

export function tagOf(path: string): ApiTag {
  return apiTags.find(({ paths }) => paths.test(path)) ?? rest
}
