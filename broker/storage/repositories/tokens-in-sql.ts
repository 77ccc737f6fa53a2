import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { tokenRoles } from '#contract/tokens.ts'
import type { KeptToken, TokensRepository } from '../../tokens/tokens-repository.ts'
import { type Announcements, announced } from '../announcements.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { reread } from '../writer/reread.ts'
import { sameTimes } from '../writer/same-times.ts'
import type { Writer } from '../writer/writer.ts'

type Row = Tables['api_tokens']
const scopeSchema = z.object({ displays: z.array(z.string()), groups: z.array(z.string()) })

interface Options {
  readonly kysely: Kysely<Tables>
  readonly writer: Writer
  readonly announcements: Announcements
}

/** The table `api_tokens`. A token that is revoked is deleted; the audit log remembers it. */
export function createTokensInSql({ kysely, writer, announcements }: Options): TokensRepository {
  const changes = writer.changes<KeptToken>(announced(announcements, 'api_tokens', writeTokens))
  const uses = writer.changes<number>(writeUses)

  async function load(): Promise<KeptToken[]> {
    const rows = await kysely
      .selectFrom('api_tokens')
      .selectAll()
      .where('revoked_at', 'is', null)
      .orderBy('id')
      .execute()
    return rows.flatMap((row) => keptOf(row) ?? [])
  }

  return {
    load,
    put: (token) => changes.set(token.id, token),
    used: (id, at) => uses.set(id, at),
    remove: (id) => changes.set(id, undefined),
    saved: () => writer.written(),
    onChangedElsewhere: (listener) =>
      announcements.follow('api_tokens', () => reread({ writer, changes: [changes], load, listener })),
  }
}

async function writeTokens(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, KeptToken | undefined>,
): Promise<void> {
  const removed = [...changed].flatMap(([id, token]) => (token === undefined ? [id] : []))
  for (const ids of chunks(removed)) await transaction.deleteFrom('api_tokens').where('id', 'in', ids).execute()
  const kept = [...changed.values()].filter((token) => token !== undefined)
  for (const some of chunks(kept)) {
    await transaction
      .insertInto('api_tokens')
      .values(some.map(rowOf))
      // Nothing of a token ever changes but when it was used.
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
}

/** Only of those that are there: another hub may have revoked one meanwhile. */
async function writeUses(transaction: SqlTransaction, uses: ReadonlyMap<string, number | undefined>): Promise<void> {
  for (const [at, ids] of sameTimes(uses)) {
    for (const some of chunks(ids))
      await transaction.updateTable('api_tokens').set({ last_used_at: at }).where('id', 'in', some).execute()
  }
}

function rowOf({ id, name, role, scope, secretHash, createdAt, createdBy, expiresAt, lastUsedAt }: KeptToken): Row {
  return {
    id,
    name,
    role,
    scope: scope === undefined ? null : JSON.stringify(scope),
    secret_sha256: secretHash,
    created_at: createdAt,
    created_by: createdBy ?? null,
    expires_at: expiresAt ?? null,
    last_used_at: lastUsedAt ?? null,
    revoked_at: null,
  }
}

/** A token whose role or scope cannot be read is none: it must not reach more than it was made for. */
function keptOf(row: Row): KeptToken | undefined {
  const role = tokenRoles.find((known) => known === row.role)
  const scope = row.scope === null ? undefined : readScope(row.scope)
  if (role === undefined || scope === null) return undefined
  return {
    id: row.id,
    name: row.name,
    role,
    scope,
    secretHash: row.secret_sha256,
    createdAt: row.created_at,
    createdBy: row.created_by ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  }
}

function readScope(text: string): z.infer<typeof scopeSchema> | null {
  try {
    return scopeSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
