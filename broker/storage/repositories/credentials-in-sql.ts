import type { Kysely } from 'kysely'
import { isDisplayId } from '#contract/ids.ts'
import type { CredentialsRepository, KeptCredentials } from '../../credentials/credentials-repository.ts'
import { type Announcements, announced } from '../announcements.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { WriteChanges } from '../writer/changes.ts'
import { reread } from '../writer/reread.ts'
import { sameTimes } from '../writer/same-times.ts'
import type { Writer } from '../writer/writer.ts'

type Row = Tables['display_credentials']

interface Options {
  readonly kysely: Kysely<Tables>
  readonly writer: Writer
  readonly announcements: Announcements
}

/** The table `display_credentials`. To be opened after that of the displays, which it refers to. */
export function createCredentialsInSql({ kysely, writer, announcements }: Options): CredentialsRepository {
  const tell = <Value>(write: WriteChanges<Value>) => announced(announcements, 'display_credentials', write)
  const changes = writer.changes<KeptCredentials>(tell(writeCredentials))
  const promotions = writer.changes<string>(tell(writePromotions))
  const uses = writer.changes<number>(writeUses)

  async function load(): Promise<KeptCredentials[]> {
    const rows = await kysely.selectFrom('display_credentials').selectAll().orderBy('display_id').execute()
    return rows.flatMap((row) => keptOf(row) ?? [])
  }

  return {
    load,
    used: (display, at) => uses.set(display, at),
    promote: (display, nextSecretHash) => promotions.set(display, nextSecretHash),
    put: (credentials) => changes.set(credentials.display, credentials),
    remove: (display) => changes.set(display, undefined),
    saved: () => writer.written(),
    onChangedElsewhere: (listener) =>
      announcements.follow('display_credentials', () =>
        reread({ writer, changes: [changes, promotions], load, listener }),
      ),
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

/** Only where that secret still waits: another hub may have issued another one meanwhile, or ended all of them. */
async function writePromotions(
  transaction: SqlTransaction,
  promotions: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  for (const [display, hash] of promotions) {
    if (hash === undefined) continue
    await transaction
      .updateTable('display_credentials')
      .set({ secret_sha256: hash, next_secret_sha256: null })
      .where('display_id', '=', display)
      .where('next_secret_sha256', '=', hash)
      .execute()
  }
}

/** Only of those that are there, and nothing else of them. */
async function writeUses(transaction: SqlTransaction, uses: ReadonlyMap<string, number | undefined>): Promise<void> {
  for (const [at, ids] of sameTimes(uses)) {
    for (const some of chunks(ids))
      await transaction
        .updateTable('display_credentials')
        .set({ last_used_at: at })
        .where('display_id', 'in', some)
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
