import type { Kysely } from 'kysely'
import { aboutSchema } from '#contract/display.ts'
import { type DisplayId, isDisplayId } from '#contract/ids.ts'
import type { Clock } from '../../clock.ts'
import type { DisplaysRepository, KeptDisplay } from '../../displays/displays-repository.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import type { Writer } from '../writer/writer.ts'

interface Options {
  readonly kysely: Kysely<Tables>
  readonly writer: Writer
  readonly clock: Clock
}

/** The table `displays`. */
export function createDisplaysInSql({ kysely, writer, clock }: Options): DisplaysRepository {
  const changes = writer.changes<KeptDisplay>((transaction, changed) => writeDisplays(transaction, changed, clock))
  return {
    async load() {
      const rows = await kysely
        .selectFrom('displays')
        .select(['id', 'name', 'about', 'offline_since'])
        .orderBy('id')
        .execute()
      return rows.flatMap(({ id, name, about, offline_since }) =>
        isDisplayId(id)
          ? [{ id, name: name ?? undefined, offlineSince: offline_since ?? undefined, about: parseAbout(about) }]
          : [],
      )
    },
    put: (display) => changes.set(display.id, display),
    remove: (id: DisplayId) => changes.set(id, undefined),
    saved: () => writer.written(),
  }
}

/** Writes displays, and deletes those that are `undefined`. */
export async function writeDisplays(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, KeptDisplay | undefined>,
  clock: Clock,
): Promise<void> {
  const removed = [...changed].flatMap(([id, display]) => (display === undefined ? [id] : []))
  for (const ids of chunks(removed)) await transaction.deleteFrom('displays').where('id', 'in', ids).execute()
  const kept = [...changed.values()].filter((display) => display !== undefined)
  for (const displays of chunks(kept)) {
    await transaction
      .insertInto('displays')
      .values(displays.map((display) => rowOf(display, clock.now())))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          about: row.ref('excluded.about'),
          offline_since: row.ref('excluded.offline_since'),
        })),
      )
      .execute()
  }
}

function rowOf({ id, name, about, offlineSince }: KeptDisplay, now: number): Tables['displays'] {
  return {
    id,
    name: name ?? null,
    about: about === undefined ? null : JSON.stringify(about),
    offline_since: offlineSince ?? null,
    created_at: now,
  }
}

/** What cannot be read counts as not said: the board says it again when it connects. */
function parseAbout(text: string | null): KeptDisplay['about'] {
  if (text === null) return undefined
  try {
    return aboutSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
