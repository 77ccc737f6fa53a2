import type { AuditEntry, AuditRepository } from '../../audit/audit-repository.ts'

/** The audit log, for as long as the process lives. */
export function createAuditInMemory(): AuditRepository {
  let entries: AuditEntry[] = []
  return {
    append: (entry) => void entries.push(entry),
    list: async ({ limit, before, actor, subject }) =>
      entries
        .filter(
          (entry) =>
            (before === undefined || entry.id < before) &&
            (actor === undefined || entry.actor === actor) &&
            (subject === undefined || entry.subject === subject),
        )
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit),
    async prune({ olderThan, keep }) {
      entries = entries
        .filter(({ at }) => at >= olderThan)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(-keep)
    },
  }
}
