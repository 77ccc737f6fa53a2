import type { Kysely } from 'kysely'
import type { GroupsRepository } from '../../groups/groups-repository.ts'
import { type Announcements, announced } from '../announcements.ts'
import { chunks } from '../chunks.ts'
import type { SqlTransaction } from '../sql-database.ts'
import type { Tables } from '../tables.ts'
import { reread } from '../writer/reread.ts'
import type { Writer } from '../writer/writer.ts'

interface Options {
  readonly kysely: Kysely<Tables>
  readonly writer: Writer
  readonly announcements: Announcements
}

/** The tables `groups` and `group_members`. */
export function createGroupsInSql({ kysely, writer, announcements }: Options): GroupsRepository {
  const changes = writer.changes<readonly string[]>(announced(announcements, 'groups', writeGroups))

  async function load(): Promise<ReadonlyMap<string, readonly string[]>> {
    const ids = await kysely.selectFrom('groups').select('id').orderBy('id').execute()
    const members = await kysely
      .selectFrom('group_members')
      .select(['group_id', 'display_id'])
      .orderBy('display_id')
      .execute()
    const groups = new Map<string, string[]>(ids.map(({ id }) => [id, []]))
    for (const { group_id, display_id } of members) groups.get(group_id)?.push(display_id)
    return groups
  }

  return {
    load,
    put: (id, members) => changes.set(id, [...members]),
    remove: (id) => changes.set(id, undefined),
    saved: () => writer.written(),
    onChangedElsewhere: (listener) =>
      announcements.follow('groups', () => reread({ writer, changes: [changes], load, listener })),
  }
}

/** Replaces the members of groups, and deletes those groups that are `undefined`. */
export async function writeGroups(
  transaction: SqlTransaction,
  changed: ReadonlyMap<string, readonly string[] | undefined>,
): Promise<void> {
  const removed = [...changed].flatMap(([id, members]) => (members === undefined ? [id] : []))
  const kept = [...changed].flatMap(([id, members]) => (members === undefined ? [] : [{ id, members }]))
  for (const ids of chunks(removed)) await transaction.deleteFrom('groups').where('id', 'in', ids).execute()
  for (const groups of chunks(kept)) {
    const ids = groups.map(({ id }) => id)
    await transaction
      .insertInto('groups')
      .values(ids.map((id) => ({ id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await transaction.deleteFrom('group_members').where('group_id', 'in', ids).execute()
    const rows = groups.flatMap(({ id, members }) => members.map((display) => ({ group_id: id, display_id: display })))
    for (const some of chunks(rows)) await transaction.insertInto('group_members').values(some).execute()
  }
}
