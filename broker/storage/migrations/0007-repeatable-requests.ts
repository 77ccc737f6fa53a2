import type { Kysely } from 'kysely'

/** Requests with an `Idempotency-Key`, and how they were answered. */
export async function repeatableRequests({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('repeatable_requests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('request_sha256', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('body', 'text')
    .execute()
  await schema.createIndex('repeatable_requests_at').on('repeatable_requests').columns(['at', 'id']).execute()
}
