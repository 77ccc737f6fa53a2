import { type Kysely, sql } from 'kysely'
import type { SqlDatabase } from '../sql-database.ts'

const outcomes = ['shown', 'dismissed', 'replaced', 'expired', 'rejected'] as const

/** Which messages have an outcome on some display. Queries say the same, or the index is not used. */
export function hasOutcome(kind: SqlDatabase['kind'], state: string) {
  return kind === 'postgres'
    ? sql<boolean>`(counts::jsonb ->> ${sql.lit(state)})::int > 0`
    : sql<boolean>`counts ->> ${sql.lit(state)} > 0`
}

/** What makes looking through a long history quick: messages by outcome, urgency and group, and the words they begin with. */
export function history(kind: SqlDatabase['kind']) {
  return async function up(kysely: Kysely<never>): Promise<void> {
    const { schema } = kysely
    for (const state of outcomes)
      await sql`create index ${sql.ref(`messages_${state}`)} on messages (accepted_at, id) where ${hasOutcome(kind, state)}`.execute(
        kysely,
      )
    // Most are normal (1); those are found by time.
    await sql`create index messages_urgency on messages (priority, accepted_at, id) where priority <> 1`.execute(kysely)
    const groups = schema
      .createTable('message_groups')
      .addColumn('group_id', 'text', (column) => column.notNull())
      .addColumn('accepted_at', 'bigint', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('message_groups_key', ['group_id', 'accepted_at', 'message_id'])
    await (kind === 'sqlite' ? groups.modifyEnd(sql`without rowid`) : groups).execute()
    await schema.createIndex('message_groups_message').on('message_groups').column('message_id').execute()
    await (kind === 'postgres' ? postgres : sqlite)(kysely)
  }
}

async function sqlite(kysely: Kysely<never>): Promise<void> {
  const groupsOfNew = sql`insert or ignore into message_groups select substr(value, 7), new.accepted_at, new.id
    from json_each(new.to_selectors) where value like 'group:%';`
  const forget = sql`delete from message_groups where message_id = old.id;`
  const run = (statement: ReturnType<typeof sql>) => statement.execute(kysely)
  await run(sql`create trigger message_groups_added after insert on messages begin ${groupsOfNew} end`)
  await run(sql`create trigger message_groups_removed after delete on messages begin ${forget} end`)
  await run(
    sql`create trigger message_groups_changed after update of to_selectors, accepted_at on messages begin ${forget} ${groupsOfNew} end`,
  )
  await run(
    sql`insert into message_groups select distinct substr(value, 7), accepted_at, messages.id from messages, json_each(to_selectors) where value like 'group:%'`,
  )
  // The first letters have an index of their own; longer beginnings are made of the words that there are.
  await run(sql`drop table messages_words`)
  await run(
    sql`create virtual table messages_words using fts5 (text, content='messages', content_rowid='seq', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')`,
  )
  await run(sql`insert into messages_words (messages_words) values ('rebuild')`)
  await run(sql`create virtual table messages_terms using fts5vocab (messages_words, instance)`)
}

async function postgres(kysely: Kysely<never>): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) => statement.execute(kysely)
  await run(sql`create function note_message_groups() returns trigger language plpgsql as $$
    begin
      delete from message_groups where message_id = old.id;
      if tg_op <> 'DELETE' then
        insert into message_groups select distinct substr(value, 7), new.accepted_at, new.id
          from jsonb_array_elements_text(new.to_selectors::jsonb) as value where value like 'group:%';
      end if;
      return null;
    end $$`)
  await run(sql`create function note_groups_of_new_message() returns trigger language plpgsql as $$
    begin
      insert into message_groups select distinct substr(value, 7), new.accepted_at, new.id
        from jsonb_array_elements_text(new.to_selectors::jsonb) as value where value like 'group:%';
      return null;
    end $$`)
  await run(
    sql`create trigger message_groups_added after insert on messages for each row execute function note_groups_of_new_message()`,
  )
  await run(
    sql`create trigger message_groups_changed after delete or update of to_selectors, accepted_at on messages for each row execute function note_message_groups()`,
  )
  await run(
    sql`insert into message_groups select distinct substr(value, 7), accepted_at, id from messages, jsonb_array_elements_text(to_selectors::jsonb) as value where value like 'group:%'`,
  )
  // Words end where letters and digits of ASCII do; addresses and versions are no words of their own, as in SQLite.
  await run(sql`alter table messages drop column words`)
  await run(
    sql`alter table messages add column words tsvector generated always as (to_tsvector('simple', regexp_replace(text, '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]+', ' ', 'g'))) stored`,
  )
  await run(sql`create index messages_words on messages using gin (words)`)
}
