import type { Generated } from 'kysely'

/** The columns of the database as Kysely checks them. Times are ms since 1970; JSON is text. */
export interface Tables {
  displays: DisplaysTable
  groups: { id: string }
  group_members: { group_id: string; display_id: string }
  display_credentials: DisplayCredentialsTable
  api_tokens: ApiTokensTable
  audit_log: AuditLogTable
  messages: MessagesTable
  deliveries: DeliveriesTable
  message_groups: { group_id: string; accepted_at: number; message_id: string }
  settings: { key: string; value: string }
  repeatable_requests: RepeatableRequestsTable
  schedules: SchedulesTable
  quiet_hours: { id: string; body: string; created_at: number }
  room_messages: { at: number; id: string; kind: string; body: string }
  pages: PagesTable
  /** `content` is the playlist as JSON. */
  playlists: { id: string; content: string; updated_at: number }
  /** Read here for its roles alone; better-auth keeps it. */
  users: { id: string; role: string | null }
}

interface DisplaysTable {
  id: string
  /** What people call it, if that is not the id. */
  name: string | null
  /** What the board last said of itself. */
  about: string | null
  /** `null` if it was online when this was written. */
  offline_since: number | null
  created_at: number
}

interface DisplayCredentialsTable {
  display_id: string
  secret_sha256: string
  /** The secret that takes over while it is rotated. */
  next_secret_sha256: string | null
  created_at: number
  last_used_at: number | null
  disabled_at: number | null
}

interface ApiTokensTable {
  id: string
  name: string
  role: string
  /** Which groups and displays it is for; `null` is all. */
  scope: string | null
  secret_sha256: string
  created_at: number
  /** Somebody of `users`, who may be gone. */
  created_by: string | null
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
}

interface RepeatableRequestsTable {
  /** Hash of the caller and the key. */
  id: string
  request_sha256: string
  message_id: string
  at: number
  /** `null` while it is under way, or when its answer was too long to keep. */
  status: number | null
  body: string | null
}

interface AuditLogTable {
  id: string
  at: number
  actor: string
  action: string
  subject: string | null
  details: string | null
}

interface MessagesTable {
  /** Counts up in the order of acceptance. */
  seq: Generated<number>
  id: string
  accepted_at: number
  topic: string
  /** Selectors, a JSON array. */
  to_selectors: string
  sender: string
  /** 1 if it came as plain text. */
  is_plain: number
  /** What boards acknowledge it by. */
  ack_id: string
  payload_bytes: number
  /** The message, JSON. */
  body: string
  /** What is searched for words: its text, title and sender. */
  text: string
  /** 0 is `low`, 3 is `critical`. */
  priority: number
  expires_at: number
  /** Ids of the displays that are to get it, a JSON array. */
  recipients: string
  /** When the last of them had an outcome; `null` if one has none yet. */
  completed_at: number | null
  /** How many displays are in which state, JSON; `null` until it is complete. */
  counts: string | null
  /** What was answered by buttons, a JSON array; `null` if nothing was. */
  answers: string | null
  idempotency_key: string | null
}

/** Outcomes: a recipient of a message that has no row here has none yet. */
interface DeliveriesTable {
  message_id: string
  display_id: string
  /** Of the message. */
  accepted_at: number
  state: string
  /** From acceptance to this state. */
  ms: number
  reason: string | null
  /** JSON. */
  answer: string | null
}

interface SchedulesTable {
  id: string
  /** What is sent to whom and when, as it was asked for. */
  body: string
  owner: string
  /** `null` if it is never due again. */
  next_at: number | null
  /** How the last run went. */
  last: string | null
  created_at: number
}

interface PagesTable {
  topic: string
  /** `hub`, `mqtt` or `playlist`. */
  source: string
  /** One of `playlists`, which may be gone. */
  playlist: string | null
  /** As it was made, live values as placeholders. */
  payload: string
  made_at: number
}
