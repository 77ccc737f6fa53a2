/** The columns of the database as Kysely checks them. Times are ms since 1970; JSON is text. */
export interface Tables {
  displays: DisplaysTable
  groups: { id: string }
  group_members: { group_id: string; display_id: string }
  display_credentials: DisplayCredentialsTable
  api_tokens: ApiTokensTable
  audit_log: AuditLogTable
  settings: { key: string; value: string }
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

interface AuditLogTable {
  id: string
  at: number
  actor: string
  action: string
  subject: string | null
  details: string | null
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
