import type { Kysely } from 'kysely'

/** Pages as they were made, where the hub publishes them, and playlists. */
export async function pages({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('pages')
    .addColumn('topic', 'text', (column) => column.primaryKey().notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('playlist', 'text')
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('playlists')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
}
