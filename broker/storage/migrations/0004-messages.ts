import { type Kysely, sql } from 'kysely'
import type { SqlDatabase } from '../sql-database.ts'

/**
 * Messages, what became of them on each display, and the words in them. A delivery refers to its message by id alone: a
 * broadcast writes thousands of them, and each would look that up.
 */
export function messages(kind: SqlDatabase['kind']) {
  return async function up(kysely: Kysely<never>): Promise<void> {
    const { schema } = kysely
    await schema
      .createTable('messages')
      // In the order of acceptance. A `rowid` that is not a column could change, and the index of words refers to it.
      .addColumn('seq', kind === 'postgres' ? 'bigint' : 'integer', (column) =>
        kind === 'postgres' ? column.generatedByDefaultAsIdentity().notNull() : column.primaryKey().autoIncrement(),
      )
      .addColumn('id', 'text', (column) => (kind === 'postgres' ? column.primaryKey() : column.unique()).notNull())
      .addColumn('accepted_at', 'bigint', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('to_selectors', 'text', (column) => column.notNull())
      .addColumn('sender', 'text', (column) => column.notNull())
      .addColumn('is_plain', 'integer', (column) => column.notNull())
      .addColumn('ack_id', 'text', (column) => column.notNull())
      .addColumn('payload_bytes', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('priority', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('recipients', 'text', (column) => column.notNull())
      .addColumn('completed_at', 'bigint')
      .addColumn('counts', 'text')
      .addColumn('answers', 'text')
      .addColumn('idempotency_key', 'text')
      .execute()
    await schema.createIndex('messages_accepted').on('messages').columns(['accepted_at', 'id']).execute()
    await schema.createIndex('messages_sender').on('messages').columns(['sender', 'accepted_at']).execute()
    await sql`create index messages_open on messages (accepted_at) where completed_at is null`.execute(kysely)
    await sql`create unique index messages_idempotency on messages (sender, idempotency_key) where idempotency_key is not null`.execute(
      kysely,
    )
    const deliveries = schema
      .createTable('deliveries')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('display_id', 'text', (column) => column.notNull())
      .addColumn('accepted_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('ms', 'bigint', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('answer', 'text')
      .addPrimaryKeyConstraint('deliveries_key', ['message_id', 'display_id'])
    await (kind === 'sqlite' ? deliveries.modifyEnd(sql`without rowid`) : deliveries).execute()
    await schema.createIndex('deliveries_display').on('deliveries').columns(['display_id', 'accepted_at']).execute()
    await (kind === 'postgres' ? wordsOfPostgres : wordsOfSqlite)(kysely)
  }
}

async function wordsOfPostgres(kysely: Kysely<never>): Promise<void> {
  await sql`alter table messages add column words tsvector generated always as (to_tsvector('simple', text)) stored`.execute(
    kysely,
  )
  await sql`create index messages_words on messages using gin (words)`.execute(kysely)
}

/** An index over the column `text` of `messages`, which holds the text itself. */
async function wordsOfSqlite(kysely: Kysely<never>): Promise<void> {
  await sql`create virtual table messages_words using fts5 (text, content='messages', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')`.execute(
    kysely,
  )
  const add = sql`insert into messages_words (rowid, text) values (new.seq, new.text);`
  const remove = sql`insert into messages_words (messages_words, rowid, text) values ('delete', old.seq, old.text);`
  await sql`create trigger messages_words_added after insert on messages begin ${add} end`.execute(kysely)
  await sql`create trigger messages_words_removed after delete on messages begin ${remove} end`.execute(kysely)
  await sql`create trigger messages_words_changed after update of text on messages begin ${remove} ${add} end`.execute(
    kysely,
  )
}
