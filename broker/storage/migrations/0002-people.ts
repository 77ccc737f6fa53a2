import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { SqlDatabase } from '../sql-database.ts'

/**
 * The tables of better-auth (core, admin, two-factor) as it would make them, under the names of `account-tables.ts`.
 * They keep its types: times are `timestamptz` in PostgreSQL and ISO text in SQLite, which has no boolean either.
 */
export function people(kind: SqlDatabase['kind']) {
  const time = kind === 'postgres' ? 'timestamptz' : 'date'
  const boolean = kind === 'postgres' ? 'boolean' : 'integer'
  const times = <Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) =>
    table
      .addColumn('created_at', time, (column) =>
        kind === 'postgres' ? column.notNull().defaultTo(sql`CURRENT_TIMESTAMP`) : column.notNull(),
      )
      .addColumn('updated_at', time, (column) => column.notNull())

  return async function up({ schema }: Kysely<never>): Promise<void> {
    const table = (name: string) =>
      schema.createTable(name).addColumn('id', 'text', (column) => column.primaryKey().notNull())
    const ofUser = (name: string) =>
      table(name).addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    const index = (name: string, column: string) =>
      schema.createIndex(`${name}_${column}_idx`).on(name).column(column).execute()

    await times(table('users'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('email_verified', boolean, (column) => column.notNull())
      .addColumn('image', 'text')
      .addColumn('role', 'text')
      .addColumn('banned', boolean)
      .addColumn('ban_reason', 'text')
      .addColumn('ban_expires', time)
      .addColumn('two_factor_enabled', boolean)
      .execute()
    await times(ofUser('sessions'))
      .addColumn('token', 'text', (column) => column.notNull().unique())
      .addColumn('expires_at', time, (column) => column.notNull())
      .addColumn('ip_address', 'text')
      .addColumn('user_agent', 'text')
      .addColumn('impersonated_by', 'text')
      .execute()
    await times(ofUser('accounts'))
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('provider_id', 'text', (column) => column.notNull())
      .addColumn('access_token', 'text')
      .addColumn('refresh_token', 'text')
      .addColumn('id_token', 'text')
      .addColumn('access_token_expires_at', time)
      .addColumn('refresh_token_expires_at', time)
      .addColumn('scope', 'text')
      .addColumn('password', 'text')
      .execute()
    await times(table('verifications'))
      .addColumn('identifier', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('expires_at', time, (column) => column.notNull())
      .execute()
    await ofUser('two_factors')
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('backup_codes', 'text', (column) => column.notNull())
      .addColumn('verified', boolean)
      .addColumn('failed_verification_count', 'integer')
      .addColumn('locked_until', time)
      .execute()
    await index('sessions', 'user_id')
    await index('accounts', 'user_id')
    await index('verifications', 'identifier')
    await index('two_factors', 'secret')
    await index('two_factors', 'user_id')
  }
}
