import type { OperationName } from '#contract/http.ts'

/** What a request of an operation may look like: its body, as JSON or as text, and its query. */
export interface Example {
  readonly body?: unknown
  readonly query?: string
}

/** For the reference; tests check each against the contract. */
export const examples: Partial<Record<OperationName, Example>> = {
  sendMessage: { body: { to: ['kitchen', 'hall'], text: 'Dinner is ready', priority: 'high' }, query: 'wait=shown' },
  sendToAll: { body: 'Dinner' },
  sendToDisplay: { body: 'Dinner', query: 'wait=shown&timeoutMs=5000' },
  sendToGroup: { body: 'Meeting moved to 14:00' },
  listMessages: { query: 'text=dinner&display=kitchen&since=2026-12-01T00:00:00Z&limit=20' },
  resendMessage: { body: { to: ['hall'] } },
  dismiss: { body: { to: ['kitchen'], what: 'tea' } },
  exportMessages: { query: 'format=csv&state=expired' },
  streamEvents: { query: 'types=delivery,display' },
  putGroup: { body: { displays: ['kitchen', 'hall'] } },
  changeDisplay: { body: { name: 'Kitchen' } },
  startVirtualDisplays: { body: { count: 3, columns: 20, rows: 4 } },
  pairBoard: { body: { code: '482 913', id: 'kitchen', name: 'Kitchen' } },
  addDisplay: { body: { id: 'kitchen' } },
  createToken: { body: { name: 'backup script', role: 'operator', groups: ['floor'], expiresInDays: 30 } },
  putSettings: {
    body: { softUnsentBytes: 262_144, maxUnsentBytes: 4_194_304, historyDays: 90, historyMessages: 200_000 },
  },
  claimHub: { body: { code: 'ABCD-EFGH', name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' } },
  logIn: { body: { email: 'ada@example.org', password: 'correct horse battery' } },
  createInvitation: { body: { role: 'operator', email: 'bob@example.org' } },
  writeInRoom: { body: { text: 'Who takes the early shift?' } },
  addSchedule: {
    body: {
      name: 'Stand-up',
      to: { group: 'floor' },
      message: { text: 'Stand-up in 5 minutes' },
      cron: '55 8 * * mon-fri',
      timeZone: 'Europe/Berlin',
    },
  },
  putPage: { body: { text: 'Rain until five', order: 10 } },
  listAudit: { query: 'actor=Ada&limit=20' },
}
