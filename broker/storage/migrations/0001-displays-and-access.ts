import type { Kysely } from 'kysely'

/**
 * Displays, groups, and who may do what. A group may have members that no display has ever been, so those refer to none.
 */
export async function displaysAndAccess({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('displays')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text')
    .addColumn('about', 'text')
    .addColumn('offline_since', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('groups')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .execute()
  await schema
    .createTable('group_members')
    .addColumn('group_id', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
    .addColumn('display_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('group_members_key', ['group_id', 'display_id'])
    .execute()
  await schema.createIndex('group_members_display').on('group_members').column('display_id').execute()
  await schema
    .createTable('display_credentials')
    .addColumn('display_id', 'text', (column) =>
      column.primaryKey().notNull().references('displays.id').onDelete('cascade'),
    )
    .addColumn('secret_sha256', 'text', (column) => column.notNull())
    .addColumn('next_secret_sha256', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('disabled_at', 'bigint')
    .execute()
  await schema
    .createTable('api_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('scope', 'text')
    .addColumn('secret_sha256', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
  await schema
    .createTable('audit_log')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('details', 'text')
    .execute()
  // By time for the list and for what is too old, the id for those of one moment.
  await schema.createIndex('audit_log_at').on('audit_log').columns(['at', 'id']).execute()
  await schema.createIndex('audit_log_actor').on('audit_log').columns(['actor', 'at']).execute()
  await schema.createIndex('audit_log_subject').on('audit_log').columns(['subject', 'at']).execute()
  await schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}
