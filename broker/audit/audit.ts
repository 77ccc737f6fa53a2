import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { AuditDetails, AuditEntry, AuditQuery, AuditRepository } from './audit-repository.ts'

export interface AuditRecord {
  /** The name of the principal who did it. */
  readonly actor: string
  readonly action: string
  readonly subject?: string | undefined
  /** Never a secret, a password or a payload. */
  readonly details?: AuditDetails | undefined
}

/** Who did what, kept for `limits.auditRetentionMs` and at most `limits.maxAuditEntries`. */
export interface Audit {
  /** Notes something down; never waits and never fails. Texts are cut to `limits.maxAuditTextLength` characters of one line. */
  record(record: AuditRecord): void
  /** The newest first. `next` is the `before` of the following page; it is missing on the last one. */
  list(query: AuditQuery): Promise<{ readonly entries: readonly AuditEntry[]; readonly next?: string }>
  close(): void
}

interface Options {
  readonly repository: AuditRepository
  readonly clock: Clock
  readonly log: Log
}

export function createAudit({ repository, clock, log }: Options): Audit {
  const newId = createIds()

  function prune(): void {
    const olderThan = clock.now() - limits.auditRetentionMs
    repository
      .prune({ olderThan, keep: limits.maxAuditEntries })
      .catch((error: Error) => log.warn({ reason: error.message }, 'the audit log could not be shortened'))
  }

  const pruning = setInterval(prune, limits.pruneAuditIntervalMs).unref()
  prune()
  return {
    record({ actor, action, subject, details }) {
      const at = clock.now()
      repository.append({
        id: newId(at),
        at,
        actor: oneLine(actor),
        action,
        subject: subject === undefined ? undefined : oneLine(subject),
        details: details === undefined ? undefined : oneLineEach(details),
      })
    },
    async list({ limit, ...query }) {
      const found = await repository.list({ ...query, limit: limit + 1 })
      const entries = found.slice(0, limit)
      const last = entries.at(-1)
      return found.length > limit && last !== undefined ? { entries, next: last.id } : { entries }
    },
    close: () => clearInterval(pruning),
  }
}

/** Ids that sort by time, and within one moment by their order; the rest keeps those of two hubs apart. */
function createIds(): (at: number) => string {
  let last = 0
  let count = 0
  return (at) => {
    count = at === last ? count + 1 : 0
    last = at
    return `${hex(at, 12)}${hex(count % 0x10000, 4)}${randomBytes(4).toString('hex')}`
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

/** What people named may hold line breaks and worse; an entry is one line that a terminal can show. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ').slice(0, limits.maxAuditTextLength)
}

function oneLineEach(details: AuditDetails): AuditDetails {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? oneLine(value) : value]),
  )
}
