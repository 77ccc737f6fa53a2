import type { Kysely } from 'kysely'
import type { AuditDetails, AuditEntry, AuditRepository } from '../../audit/audit-repository.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'

type Row = Tables['audit_log']

/** The table `audit_log`, written behind. */
export function createAuditInSql({ kysely, writer }: { kysely: Kysely<Tables>; writer: Writer }): AuditRepository {
  const rows = writer.rows<Row>(writeRows)
  return {
    append: (entry) => rows.append(rowOf(entry)),
    async list({ limit, before, actor, subject }) {
      await writer.written()
      let query = kysely.selectFrom('audit_log').selectAll().orderBy('id', 'desc').limit(limit)
      if (before !== undefined) query = query.where('id', '<', before)
      if (actor !== undefined) query = query.where('actor', '=', actor)
      if (subject !== undefined) query = query.where('subject', '=', subject)
      return (await query.execute()).map(entryOf)
    },
    async prune({ olderThan, keep }) {
      await kysely.deleteFrom('audit_log').where('at', '<', olderThan).execute()
      const newestTooMany = await kysely
        .selectFrom('audit_log')
        .select('id')
        .orderBy('id', 'desc')
        .offset(keep)
        .limit(1)
        .executeTakeFirst()
      if (newestTooMany !== undefined)
        await kysely.deleteFrom('audit_log').where('id', '<=', newestTooMany.id).execute()
    },
  }
}

async function writeRows(transaction: SqlTransaction, rows: readonly Row[]): Promise<void> {
  await transaction
    .insertInto('audit_log')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function rowOf({ id, at, actor, action, subject, details }: AuditEntry): Row {
  return {
    id,
    at,
    actor,
    action,
    subject: subject ?? null,
    details: details === undefined ? null : JSON.stringify(details),
  }
}

function entryOf({ id, at, actor, action, subject, details }: Row): AuditEntry {
  return { id, at, actor, action, subject: subject ?? undefined, details: parseDetails(details) }
}

/** What cannot be read is left out: the rest of the entry is worth more. */
function parseDetails(text: string | null): AuditDetails | undefined {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as AuditDetails
  } catch {
    return undefined
  }
}
