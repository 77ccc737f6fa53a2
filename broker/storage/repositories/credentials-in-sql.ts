import type { Kysely } from 'kysely'
import { isDisplayId } from '#contract/ids.ts'
import type { CredentialsRepository, KeptCredentials } from '../../credentials/credentials-repository.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'

type Row = Tables['display_credentials']

/** The table `display_credentials`. To be opened after that of the displays, which it refers to. */
export function createCredentialsInSql({
  kysely,
  writer,
}: {
  kysely: Kysely<Tables>
  writer: Writer
}): CredentialsRepository {
  const changes = writer.changes<KeptCredentials>(writeCredentials)
  return {
    async load() {
      const rows = await kysely.selectFrom('display_credentials').selectAll().orderBy('display_id').execute()
      return rows.flatMap((row) => keptOf(row) ?? [])
    },
    put: (credentials) => changes.set(credentials.display, credentials),
    remove: (display) => changes.set(display, undefined),
    saved: () => writer.written(),
  }
}

async function writeCredentials(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, KeptCredentials | undefined>,
): Promise<void> {
  const removed = [...changed].flatMap(([id, credentials]) => (credentials === undefined ? [id] : []))
  for (const ids of chunks(removed))
    await transaction.deleteFrom('display_credentials').where('display_id', 'in', ids).execute()
  const kept = [...changed.values()].filter((credentials) => credentials !== undefined)
  for (const some of chunks(kept)) {
    await transaction
      .insertInto('display_credentials')
      .values(some.map(rowOf))
      .onConflict((conflict) =>
        conflict.column('display_id').doUpdateSet((row) => ({
          secret_sha256: row.ref('excluded.secret_sha256'),
          next_secret_sha256: row.ref('excluded.next_secret_sha256'),
          created_at: row.ref('excluded.created_at'),
          last_used_at: row.ref('excluded.last_used_at'),
          disabled_at: row.ref('excluded.disabled_at'),
        })),
      )
      .execute()
  }
}

function rowOf(kept: KeptCredentials): Row {
  return {
    display_id: kept.display,
    secret_sha256: kept.secretHash,
    next_secret_sha256: kept.nextSecretHash ?? null,
    created_at: kept.issuedAt,
    last_used_at: kept.lastUsedAt ?? null,
    disabled_at: kept.disabledAt ?? null,
  }
}

function keptOf(row: Row): KeptCredentials | undefined {
  if (!isDisplayId(row.display_id)) return undefined
  return {
    display: row.display_id,
    secretHash: row.secret_sha256,
    nextSecretHash: row.next_secret_sha256 ?? undefined,
    issuedAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
  }
}
